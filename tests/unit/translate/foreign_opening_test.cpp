// SPDX-License-Identifier: AGPL-3.0-or-later
#include "unit/translate/read_opening.hpp"

#include <catch2/catch.hpp>

using namespace federwerk;
using namespace federwerk::translate;
using namespace federwerk::tests;

namespace {

remote_opening foreign(std::string const& further, core::time_point now = noon)
{
    return read(R"({"id":"https://b.test/p/1","type":"Note","attributedTo":"https://b.test/u/bo",)"
                R"("published":"2026-02-01T00:00:00Z","to":"as:Public")" +
                    further + "}",
                now);
}

} // namespace

TEST_CASE("a proposal of somebody who knows nothing of Federwerk is an opening", "[translate][opening]")
{
    auto const in =
        foreign(R"(,"purpose":"request","name":"Need a hand","content":"<p>Now</p>",)"
                R"("publishes":{"type":"Intent","resourceConformsTo":"https://www.wikidata.org/wiki/Q1",)"
                R"("resourceQuantity":{"hasUnit":"hour","hasNumericalValue":"3"}})");
    CHECK(in.opening.form == domain::opening_form::call);
    CHECK(in.opening.direction == domain::direction::looking);
    CHECK(in.opening.title == "Need a hand");
    CHECK(in.opening.html == "<p>Now</p>");
    REQUIRE(in.opening.seats.size() == 1);
    CHECK(in.opening.seats[0].kind.empty());
    CHECK(in.opening.seats[0].uri == "https://b.test/p/1#primary");
    CHECK(in.terms.begin()->second.unit == "hour");
    CHECK(in.terms.begin()->second.quantity == "3");
    CHECK(in.opening.at_distance);
}

TEST_CASE("a kind that we know is recognised by its address", "[translate][opening]")
{
    auto const in = foreign(
        R"(,"publishes":[{"resourceConformsTo":"https://w3id.org/federwerk/ns#kind-podcast-guest"}])");
    CHECK(in.opening.form == domain::opening_form::openness);
    CHECK(in.opening.direction == domain::direction::offering);
    CHECK(in.opening.seats[0].kind == "podcast-guest");
    auto const invented =
        foreign(R"(,"publishes":[{"resourceConformsTo":"https://w3id.org/federwerk/ns#kind-inventing"}])");
    CHECK(invented.opening.seats[0].kind.empty());
}

TEST_CASE("nothing holds for ever: no end is 90 days, and a far one is cut", "[translate][opening]")
{
    auto const said = core::parse_rfc3339("2026-02-01T00:00:00Z").value();
    auto const end = [&](std::string const& further) {
        return foreign(R"(,"publishes":{})" + further).opening.ends_at;
    };
    CHECK(end("") == said + std::chrono::days(90));
    CHECK(end(R"(,"endTime":"2026-02-20T00:00:00Z")") == core::parse_rfc3339("2026-02-20T00:00:00Z").value());
    CHECK(end(R"(,"endTime":"9999-01-01T00:00:00Z")") == said + domain::longest_openness);
    CHECK(end(R"(,"purpose":"request","endTime":"9999-01-01T00:00:00Z")") == said + domain::longest_call);
    CHECK(end(R"(,"endTime":"9999-01-01T00:00:00Z","updated":"2026-02-11T00:00:00Z")") ==
          said + std::chrono::days(10) + domain::longest_openness);
}

TEST_CASE("no opening is from the future or from before the flood", "[translate][opening]")
{
    auto const published =
        GENERATE(as<std::string>{}, "9999-12-31T23:59:59Z", "0000-01-01T00:00:00Z", "nonsense");
    auto const in = read(R"({"id":"https://b.test/p/1","type":"Note","attributedTo":"https://b.test/u/bo",)"
                         R"("to":"as:Public","publishes":{},"published":")" +
                             published + "\"}",
                         noon);
    CHECK(in.opening.published <= noon);
    CHECK(in.opening.published >= core::time_point{});
    CHECK(in.opening.ends_at >= in.opening.published);
}

TEST_CASE("places that are none are left out", "[translate][opening]")
{
    auto const in =
        foreign(R"(,"publishes":{},"location":{"type":"Place","name":"X","latitude":1e300,"longitude":8,)"
                R"("radius":1e300})");
    CHECK(in.opening.where->name == "X");
    CHECK_FALSE(in.opening.where->latitude);
    CHECK_FALSE(in.opening.where->longitude);
    CHECK_FALSE(in.opening.where->radius_km);
    CHECK_FALSE(in.opening.at_distance);
    CHECK(foreign(R"(,"publishes":{},"location":{"name":"X","radius":1500})").opening.where->radius_km == 2);
}

TEST_CASE("what has nothing left is full until its end, where no other date is given", "[translate][opening]")
{
    auto const left = [](std::string const& n) {
        return R"({"hasUnit":"one","hasNumericalValue":")" + n + "\"}";
    };
    auto const sold = foreign(R"(,"publishes":{"availableQuantity":)" + left("0") + "}").opening;
    CHECK(sold.full_until == sold.ends_at);
    CHECK(sold.seats[0].taken == 0);
    auto const call =
        foreign(R"(,"purpose":"request","publishes":{"availableQuantity":)" + left("0") + "}").opening;
    CHECK(call.full_until == call.ends_at);
    CHECK(call.seats[0].full());
    CHECK_FALSE(foreign(R"(,"publishes":{"availableQuantity":)" + left("1") + "}").opening.full_until);
    CHECK_FALSE(foreign(R"(,"publishes":{})").opening.full_until);
    CHECK_FALSE(foreign(R"(,"publishes":{},"opening":{"form":"call","seats":[{"id":"https://b.test/p/1#a",)"
                        R"("availableQuantity":)" +
                        left("0") + R"(},{"id":"https://b.test/p/1#b"}]})")
                    .opening.full_until);
}

TEST_CASE("a seat named twice is one, and a call has so many at most", "[translate][opening]")
{
    std::string many = R"({"id":"https://b.test/p/1#a"},{"id":"https://b.test/p/1#a"})";
    for (int i = 0; i < 40; ++i)
        many += R"(,{"id":"https://b.test/p/1#)" + std::to_string(i) + "\"}";
    auto const in = foreign(R"(,"publishes":{},"opening":{"form":"call","seats":[)" + many + "]}");
    CHECK(in.opening.seats.size() <= 20);
    CHECK(in.opening.seats[1].uri == "https://b.test/p/1#0");
    CHECK(in.opening.seats[1].position == 1);
}
