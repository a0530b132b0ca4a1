// SPDX-License-Identifier: AGPL-3.0-or-later
#include "domain/badge.hpp"

#include "support/results.hpp"

#include <catch2/catch.hpp>

using namespace federwerk;

namespace {

result<domain::badge> make(std::string name)
{
    return domain::make_badge(
        {.name = std::move(name), .icon = {}, .description = {}, .hue = {}, .aliases = {}}, core::now());
}

} // namespace

TEST_CASE("a badge's slug is made of its name", "[domain][badge]")
{
    struct row {
        std::string name, slug;
    };
    auto const [name, slug] = GENERATE(values<row>({
        {"Rust", "rust"},
        {"  Open   Source ", "open-source"},
        {"Zürich", "zurich"},
        {"C++", "c-plus-plus"},
        {"C#", "c-sharp"},
    }));
    CAPTURE(name);
    CHECK(make(name)->slug == slug);
}

TEST_CASE("a badge keeps its name without stray white space", "[domain][badge]")
{
    CHECK(make("  Open   Source ")->name == "Open Source");
}

TEST_CASE("a badge without a colour gets one that its slug alone decides", "[domain][badge]")
{
    auto const hue = make("Rust")->hue;
    CHECK(hue >= 0);
    CHECK(hue < 360);
    CHECK(make("RUST")->hue == hue);
    CHECK(make("Podcaster")->hue != hue);
}

TEST_CASE("a badge without a name, or of signs alone, is refused by its field", "[domain][badge]")
{
    auto const name = GENERATE(as<std::string>(), "", "   ", "!!!", std::string(81, 'a'));
    CAPTURE(name);
    auto const refused = make(name);
    REQUIRE(!refused);
    CHECK(refused.error().code == errc::invalid);
    CHECK(refused.error().details.front().field == "name");
}

TEST_CASE("an icon is a Lucide name and nothing else", "[domain][badge]")
{
    auto const icon = GENERATE(as<std::string>(), "../../etc", "a b", "<svg>", "Rocket");
    auto const refused = domain::make_badge(
        {.name = "Rust", .icon = icon, .description = {}, .hue = {}, .aliases = {}}, core::now());
    REQUIRE(!refused);
    CHECK(refused.error().details.front().field == "icon");
}

TEST_CASE("aliases are slugs, each once and never the badge's own", "[domain][badge]")
{
    auto const made = domain::make_badge(
        {.name = "Go", .icon = {}, .description = {}, .hue = 10, .aliases = {"Golang", "golang", "Go"}},
        core::now());
    REQUIRE(made);
    CHECK(made->aliases == std::vector<std::string>{"golang"});
}

TEST_CASE("every kind of badge is read as it is written", "[domain][badge]")
{
    for (auto const kind :
         {domain::badge_kind::role, domain::badge_kind::life_event, domain::badge_kind::fun})
        CHECK(domain::parse_badge_kind(domain::to_string(kind)) == kind);
    CHECK(!domain::parse_badge_kind("award"));
}
