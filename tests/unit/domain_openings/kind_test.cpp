// SPDX-License-Identifier: AGPL-3.0-or-later
#include "domain/collaboration_kind.hpp"
#include "support/results.hpp"
#include "support/source_tree.hpp"
#include "json/document.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <set>

using namespace federwerk;

TEST_CASE("there are at least 35 kinds, each with an id of its own and names in both languages",
          "[domain][kinds]")
{
    auto const kinds = domain::collaboration_kinds();
    CHECK(kinds.size() >= 35);
    std::set<std::string_view> ids, names;
    for (auto const& each : kinds) {
        CAPTURE(each.id);
        CHECK(ids.insert(each.id).second);
        CHECK(std::ranges::all_of(each.id, [](char c) { return (c >= 'a' && c <= 'z') || c == '-'; }));
        for (auto const name : {each.offering.en, each.offering.de, each.looking.en, each.looking.de}) {
            CHECK_FALSE(name.empty());
            CHECK(name.size() <= 60);
        }
        // Somebody who reads a list must see which direction an entry has.
        CHECK(names.insert(each.offering.en).second);
        CHECK(names.insert(each.looking.en).second);
        CHECK(each.offering.de != each.looking.de);
    }
}

TEST_CASE("a kind is found by its id and by its IRI, and nothing else is", "[domain][kinds]")
{
    auto const* kind = domain::find_kind("podcast-guest");
    REQUIRE(kind);
    CHECK(kind->group == "appear");
    CHECK(domain::kind_iri(kind->id) == "https://w3id.org/federwerk/ns#kind-podcast-guest");
    CHECK(domain::kind_of_iri("https://w3id.org/federwerk/ns#kind-podcast-guest") == "podcast-guest");
    for (auto const* iri :
         {"", "podcast-guest", "https://w3id.org/federwerk/ns#kind-", "https://w3id.org/federwerk/ns#kind-x",
          "http://w3id.org/federwerk/ns#kind-podcast-guest",
          "https://w3id.org/federwerk/ns#kind-podcast-guest/"})
        CHECK_FALSE(domain::kind_of_iri(iri));
    CHECK_FALSE(domain::find_kind(""));
    CHECK_FALSE(domain::find_kind("Podcast-Guest"));
}

TEST_CASE("the schema of the API knows exactly the kinds of the vocabulary", "[domain][kinds]")
{
    std::ifstream file(tests::source_tree() / "schemas" / "api" / "kind_id.json");
    std::string const text{std::istreambuf_iterator<char>(file), {}};
    auto const schema = json::document::parse(text);
    REQUIRE(schema);
    std::vector<std::string> listed, known;
    for (auto const& each : schema->root()["enum"].items())
        listed.emplace_back(each.text().value_or(""));
    for (auto const& each : domain::collaboration_kinds())
        known.emplace_back(each.id);
    CHECK(listed == known);
}

TEST_CASE("directions are words", "[domain][kinds]")
{
    for (auto const d : {domain::direction::offering, domain::direction::looking})
        CHECK(domain::parse_direction(domain::to_string(d)) == d);
    CHECK_FALSE(domain::parse_direction("both"));
}
