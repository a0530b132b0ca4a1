// SPDX-License-Identifier: AGPL-3.0-or-later
#include "federation/discovery/nodeinfo.hpp"
#include "support/source_tree.hpp"
#include "json/schema.hpp"

#include <catch2/catch.hpp>

using namespace federwerk;
using namespace federwerk::discovery;

TEST_CASE("NodeInfo of both versions is as its schema wants it, with the numbers that were counted",
          "[discovery][nodeinfo]")
{
    auto const version = GENERATE(nodeinfo_version::v2_0, nodeinfo_version::v2_1);
    auto const text = nodeinfo({.version = "0.1.0",
                                .name = "A \"test\"",
                                .description = "",
                                .members = 12,
                                .active_month = 9,
                                .active_half_year = 11,
                                .highlights = 340},
                               version);
    auto const file = version == nodeinfo_version::v2_0 ? "nodeinfo_2.0.json" : "nodeinfo_2.1.json";
    CHECK(json::validate(text, tests::source_tree() / "schemas/activitypub" / file).has_value());
    auto const document = json::document::parse(text).value();
    CHECK(document.root()["usage"]["users"]["total"].integer() == 12);
    CHECK(document.root()["usage"]["localPosts"].integer() == 340);
    CHECK_FALSE(document.root()["usage"]["localComments"].present());
    CHECK(document.root()["openRegistrations"].boolean() == false);
}

TEST_CASE("the links lead to both versions and to the instance's actor", "[discovery][nodeinfo]")
{
    auto const text = nodeinfo_links("https://a.test", "https://a.test/ap/actor");
    CHECK(json::validate(text, tests::source_tree() / "schemas/activitypub/nodeinfo_links.json").has_value());
    CHECK(text.find("https://www.w3.org/ns/activitystreams#Application") != std::string::npos);
}
