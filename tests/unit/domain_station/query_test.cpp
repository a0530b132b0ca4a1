// SPDX-License-Identifier: AGPL-3.0-or-later
#include "domain/station_query.hpp"
#include "support/results.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace federwerk;
using namespace federwerk::domain;

TEST_CASE("a query reads the same after it was written", "[domain][station]")
{
    named_texts const written{{"tab", "calls"},
                              {"kind", "mentoring,code-review"},
                              {"direction", "looking"},
                              {"badges", "rust,c-plus-plus"},
                              {"match", "any"},
                              {"terms", "paid,swap"},
                              {"language", "de,en"},
                              {"remote", "true"},
                              {"near", "47.37000,-8.54000"},
                              {"within", "20"},
                              {"since", "2026-01-01T00:00:00.000Z"},
                              {"ends_before", "2026-12-31T23:59:59.000Z"},
                              {"organisation", "studio@b.test"},
                              {"instance", "b.test"},
                              {"q", "distributed systems"},
                              {"complementary_to", "12345"}};
    auto const query = parse_station_query(written);
    REQUIRE(query);
    CHECK(to_named_texts(*query) == written);
    CHECK(station_query_names().size() == written.size());
}

TEST_CASE("nothing asked for is everybody who is open to something", "[domain][station]")
{
    auto const query = parse_station_query({{"tab", ""}, {"badges", " "}});
    REQUIRE(query);
    CHECK(to_named_texts(*query) == named_texts{{"tab", "people"}});
}

TEST_CASE("values are taken as people write them", "[domain][station]")
{
    auto const query = parse_station_query({{"badges", " Rust, C++ ,rust"},
                                            {"language", "de-AT"},
                                            {"instance", "B.Test"},
                                            {"since", "2026-03-01"},
                                            {"organisation", "@Studio@B.test"},
                                            {"near", "47.4, 8.5"}});
    REQUIRE(query);
    CHECK(query->badges == std::vector<std::string>{"rust", "c-plus-plus"});
    CHECK(query->languages == std::vector<std::string>{"de"});
    CHECK(query->instance == "b.test");
    CHECK(query->organisation == "studio@b.test");
    CHECK(query->near->km == 50);
    CHECK(query->since == core::parse_rfc3339("2026-03-01T00:00:00Z").value());
}

TEST_CASE("what cannot be searched for is refused by its name", "[domain][station]")
{
    auto const given = GENERATE(values<std::pair<std::string, std::string>>({{"tab", "jobs"},
                                                                             {"kind", "knitting"},
                                                                             {"direction", "both"},
                                                                             {"match", "some"},
                                                                             {"terms", "paid,free"},
                                                                             {"language", "??"},
                                                                             {"remote", "yes"},
                                                                             {"near", "91,8"},
                                                                             {"near", "47.4"},
                                                                             {"near", "nan,1"},
                                                                             {"within", "10"},
                                                                             {"since", "yesterday"},
                                                                             {"ends_before", "2026-02-30"},
                                                                             {"instance", "not a host"},
                                                                             {"q", std::string(201, 'a')},
                                                                             {"complementary_to", "x"}}));
    CAPTURE(given.first, given.second);
    auto const query = parse_station_query({given});
    REQUIRE(!query);
    CHECK(query.error().code == errc::invalid);
    CHECK(query.error().details.front().field == given.first);
}
