// SPDX-License-Identifier: AGPL-3.0-or-later
#include "api/federwerk/openapi.hpp"
#include "api/federwerk/routes.hpp"
#include "front_desk.hpp"
#include "json/document.hpp"

#include <catch2/catch.hpp>

#include <set>

using namespace federwerk;
using tests::front_desk;

namespace {

void collect_references(json::view v, std::set<std::string>& into)
{
    for (auto const& [name, member] : v.members()) {
        if (name == "$ref" && member.is_string())
            into.insert(std::string(*member.text()));
        collect_references(member, into);
    }
    for (auto const item : v.items())
        collect_references(item, into);
}

json::view find(json::view document, std::string_view pointer)
{
    pointer.remove_prefix(2); // "#/"
    while (!pointer.empty()) {
        auto const slash = std::min(pointer.find('/'), pointer.size());
        document = document[pointer.substr(0, slash)];
        pointer.remove_prefix(std::min(slash + 1, pointer.size()));
    }
    return document;
}

} // namespace

TEST_CASE("every row of the API says what it takes and gives", "[server][openapi]")
{
    front_desk desk;
    std::set<std::string_view> known;
    for (auto const& each : api::embedded_schemas())
        known.insert(each.name);
    for (auto const& route : api::federwerk_table(desk.instance())) {
        CAPTURE(http::to_string(route.method), route.pattern);
        auto const& shapes = route.shapes;
        if (route.method == http::method::get && !route.pattern.ends_with("/openapi.json"))
            CHECK_FALSE(shapes.gives.empty());
        if (route.method == http::method::patch || route.method == http::method::put)
            CHECK_FALSE(shapes.takes.empty());
        for (auto const name : {shapes.takes, shapes.gives})
            CHECK((name.empty() || known.contains(name)));
    }
}

TEST_CASE("the OpenAPI document leads to every schema that it names, and names every schema",
          "[server][openapi]")
{
    front_desk desk;
    auto const answer = desk.get("/api/federwerk/v1/openapi.json", "");
    REQUIRE(answer.status == 200);
    // Our own words about the whole API are longer than what we take from others.
    auto const document = json::document::parse(answer.body, {.nodes = 100'000});
    REQUIRE(document);
    CHECK(document->root()["openapi"].text() == "3.1.0");
    std::set<std::string> references;
    collect_references(document->root(), references);
    for (auto const& each : references) {
        CAPTURE(each);
        CHECK(find(document->root(), each).is_object());
    }
    for (auto const& each : api::embedded_schemas()) {
        CAPTURE(each.name);
        CHECK(std::ranges::any_of(references, [&](std::string const& reference) {
            return reference.starts_with("#/components/schemas/" + std::string(each.name));
        }));
    }
}
