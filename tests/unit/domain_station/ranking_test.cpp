// SPDX-License-Identifier: AGPL-3.0-or-later
#include "domain/station_ranking.hpp"

#include <catch2/catch.hpp>

using namespace federwerk;
using namespace federwerk::domain;
using namespace std::chrono_literals;

namespace {

auto const moment = core::parse_rfc3339("2026-06-01T12:00:00Z").value();

station_candidate candidate(std::vector<std::string> badges, std::chrono::hours age = 24h * 365,
                            int credits = 0)
{
    station_candidate c;
    c.id = {7};
    c.published = moment - age;
    c.badges = std::move(badges);
    c.credits = credits;
    return c;
}

} // namespace

TEST_CASE("a badge weighs more the rarer it is", "[domain][station]")
{
    struct row {
        std::int64_t with, of;
        int weight;
    };
    auto const r = GENERATE(values<row>({{0, 0, 1},
                                         {100, 100, 1},
                                         {51, 100, 1},
                                         {49, 100, 2},
                                         {20, 100, 3},
                                         {0, 100, 7},
                                         {0, 100'000, 12},
                                         {100'000, 3, 1}}));
    CAPTURE(r.with, r.of);
    CHECK(badge_weight(r.with, r.of) == r.weight);
}

TEST_CASE("points are the sum of what is said, and nothing else counts", "[domain][station]")
{
    yardstick const by{moment, {{"rust", 3}, {"haskell", 9}}, {{"go", 2}}};
    auto const s = standing_of(candidate({"go", "haskell", "rust", "sewing"}, 3h, 2), by);
    CHECK(s.shared == std::vector<std::string>{"haskell", "rust"});
    CHECK(s.shared_points == 12);
    CHECK(s.asked == std::vector<std::string>{"go"});
    CHECK(s.asked_points == 2);
    CHECK(s.credit_points == 10);
    CHECK(s.fresh_points == 8);
    CHECK(s.points() == 32);
    CHECK(standing_of(candidate({"sewing"}), by).points() == 0);
}

TEST_CASE("nearer in credits and fresher stands higher, and badges cannot be heaped up", "[domain][station]")
{
    yardstick const by{moment, {{"a", 12}, {"b", 12}, {"c", 12}, {"d", 12}, {"e", 12}}, {}};
    CHECK(standing_of(candidate({}, 24h * 365, 1), by).points() >
          standing_of(candidate({}, 24h * 365, 2), by).points());
    auto before = standing_of(candidate({}, 1h), by).points();
    for (auto const age : {25h, 24h * 8, 24h * 31, 24h * 61}) {
        auto const now = standing_of(candidate({}, age), by).points();
        CHECK(now < before);
        before = now;
    }
    CHECK(standing_of(candidate({"a", "b", "c", "d", "e"}), by).shared_points == 40);
}

TEST_CASE("of equal points the newer stands first", "[domain][station]")
{
    CHECK(station_place{5, {2}} > station_place{5, {1}});
    CHECK(station_place{6, {1}} > station_place{5, {2}});
}

TEST_CASE("facets count openings by each of their values", "[domain][station]")
{
    auto one = candidate({}), other = candidate({});
    one.kinds = {"design", "mentoring"};
    other.kinds = {"design"};
    one.host = other.host = "b.test";
    one.direction = "looking";
    other.direction = "offering";
    one.terms = {"paid"};
    one.languages = {"de", "en"};
    auto const f = count_facets({one, other});
    CHECK(f.kinds == facet{{"design", 2}, {"mentoring", 1}});
    CHECK(f.directions == facet{{"looking", 1}, {"offering", 1}});
    CHECK(f.terms == facet{{"paid", 1}});
    CHECK(f.languages == facet{{"de", 1}, {"en", 1}});
    CHECK(f.instances == facet{{"b.test", 2}});
}
