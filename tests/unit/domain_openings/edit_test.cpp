// SPDX-License-Identifier: AGPL-3.0-or-later
#include "drafts.hpp"

using namespace federwerk;
using namespace federwerk::tests;
using std::chrono::days;

namespace {

domain::opening limited()
{
    auto d = openness();
    d.audience = "pacts";
    return made(d);
}

} // namespace

TEST_CASE("an edit changes what it names and nothing else", "[domain][openings]")
{
    domain::opening_edit edit;
    edit.markdown = "New";
    edit.capacity = std::optional(3);
    auto const before = made(openness());
    auto const after = domain::edit_opening(before, edit, now + days(1));
    REQUIRE(after);
    CHECK(after->markdown == "New");
    CHECK(after->capacity == 3);
    CHECK(after->terms == before.terms);
    CHECK(after->ends_at == before.ends_at);
    CHECK(after->edited_at == now + days(1));
}

TEST_CASE("an openness still holds when its owner says so, for 180 days from then", "[domain][openings]")
{
    domain::opening_edit edit;
    auto const later = now + days(170);
    edit.ends_at = later + days(180);
    auto const after = domain::edit_opening(made(openness()), edit, later);
    REQUIRE(after);
    CHECK(after->ends_at == later + days(180));
    edit.ends_at = later + days(181);
    CHECK(names(domain::edit_opening(made(openness()), edit, later), "ends_at"));
}

TEST_CASE("the deadline of a call is hard, and renewing makes another call", "[domain][openings]")
{
    domain::opening_edit edit;
    edit.ends_at = now + days(20);
    auto before = made(call());
    before.id = {42};
    before.seats[0].taken = 2;
    CHECK(names(domain::edit_opening(before, edit, now), "ends_at"));

    auto const later = now + days(100);
    auto const after = domain::renew_call(before, std::nullopt, later);
    REQUIRE(after);
    CHECK(after->renews_id == core::snowflake{42});
    CHECK_FALSE(after->id);
    CHECK(after->ends_at == later + days(90));
    CHECK(after->seats[0].taken == 0);
    CHECK(after->title == before.title);
    CHECK(names(domain::renew_call(before, later + days(91), later), "ends_at"));
    CHECK(names(domain::renew_call(made(openness()), std::nullopt, later), "id"));
}

TEST_CASE("what is closed or has ended cannot be edited", "[domain][openings]")
{
    auto closed = made(openness());
    closed.closed_at = now;
    CHECK(domain::edit_opening(closed, {}, now).error().code == errc::conflict);
    CHECK(domain::edit_opening(made(openness()), {}, now + days(180)).error().code == errc::conflict);
}

TEST_CASE("exclusions never turn what was public into something limited, or the other way",
          "[domain][openings]")
{
    domain::opening_edit edit;
    edit.exclusions = {"bo@b.test"};
    CHECK(names(domain::edit_opening(made(openness()), edit, now), "exclusions"));
    CHECK(domain::edit_opening(limited(), edit, now));
    auto excluding = made(openness());
    excluding.exclusions.push_back({{}, "b.test"});
    CHECK(domain::edit_opening(excluding, edit, now));
    edit.exclusions = std::vector<std::string>{};
    CHECK(names(domain::edit_opening(excluding, edit, now), "exclusions"));
    CHECK(domain::edit_opening(limited(), edit, now));
}

TEST_CASE("badges of several seats stay, and a swap that is over asks for nothing", "[domain][openings]")
{
    domain::opening_edit edit;
    edit.badges = {"rust"};
    CHECK(names(domain::edit_opening(made(call()), edit, now), "badges"));
    CHECK(domain::edit_opening(made(openness()), edit, now));

    auto d = openness();
    d.terms = {"swap"};
    d.in_exchange = "code-review";
    domain::opening_edit paid;
    paid.terms = {"paid"};
    auto const after = domain::edit_opening(made(d), paid, now);
    REQUIRE(after);
    CHECK(after->in_exchange.empty());
}

TEST_CASE("an openness is full until the next month, a call until its end", "[domain][openings]")
{
    auto o = made(openness());
    CHECK_FALSE(domain::full_until(o, 100, now));
    o.capacity = 2;
    CHECK_FALSE(domain::full_until(o, 1, now));
    CHECK(domain::full_until(o, 2, now) == core::parse_rfc3339("2026-04-01T00:00:00Z").value());
    auto const december = core::parse_rfc3339("2026-12-31T23:59:59.999Z").value();
    CHECK(domain::full_until(o, 2, december) == core::parse_rfc3339("2027-01-01T00:00:00Z").value());

    auto c = made(call());
    c.seats[0].taken = 2;
    CHECK_FALSE(domain::full_until(c, 2, now));
    c.seats[1].taken = 1;
    CHECK(domain::full_until(c, 3, now) == c.ends_at);
}
