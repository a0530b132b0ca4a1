// SPDX-License-Identifier: AGPL-3.0-or-later
#include "domain/award.hpp"
#include "support/results.hpp"

#include <catch2/catch.hpp>

using namespace federwerk;
using domain::award_state;

namespace {

core::time_point const noon = core::parse_rfc3339("2026-03-01T12:00:00Z").value();

domain::badge rust()
{
    domain::badge b;
    b.id = {7};
    b.slug = "rust";
    b.name = "Rust";
    return b;
}

} // namespace

TEST_CASE("an award goes between offered and accepted, and ends as declined or revoked for good",
          "[domain][award]")
{
    using enum award_state;
    for (auto const from : {offered, accepted, declined, revoked})
        for (auto const to : {offered, accepted, declined, revoked}) {
            CAPTURE(to_string(from), to_string(to));
            bool const open = from == offered || from == accepted;
            bool const may = (from == offered && to == accepted) || (from == accepted && to == offered) ||
                             (open && (to == declined || to == revoked));
            CHECK(domain::can_become(from, to) == may);
        }
}

TEST_CASE("the words of awards are read as they are written", "[domain][award]")
{
    using enum award_state;
    for (auto const state : {offered, accepted, declined, revoked})
        CHECK(domain::parse_award_state(to_string(state)) == state);
    for (auto const source :
         {domain::award_source::own, domain::award_source::open_badges, domain::award_source::badgefed})
        CHECK(domain::parse_award_source(to_string(source)) == source);
    CHECK_FALSE(domain::parse_award_state("lost"));
    CHECK_FALSE(domain::parse_award_source("Own"));
}

TEST_CASE("an award says what it is for and ends in the future", "[domain][award]")
{
    domain::award_draft draft{.badge = "rust", .recipient = "alice", .criteria = " Taught it. "};
    auto const made = domain::make_award(draft, rust(), noon);
    REQUIRE(made);
    CHECK(made->criteria == "Taught it.");
    CHECK(made->description == "Rust"); // Open Badges wants one
    CHECK(made->state == award_state::offered);
    CHECK(made->issued_at == noon);
    draft.criteria = " \n";
    draft.expires_at = noon;
    auto const refused = domain::make_award(draft, rust(), noon);
    REQUIRE_FALSE(refused);
    REQUIRE(refused.error().details.size() == 2);
    CHECK(refused.error().details[0].field == "criteria");
    CHECK(refused.error().details[1].field == "expires_at");
}

TEST_CASE("an award is over once it has expired", "[domain][award]")
{
    domain::award a;
    CHECK_FALSE(domain::is_over(a, noon));
    a.expires_at = noon + std::chrono::hours(1);
    CHECK_FALSE(domain::is_over(a, noon));
    CHECK(domain::is_over(a, noon + std::chrono::hours(1)));
}

TEST_CASE("another name, description, criteria or achievement says something else", "[domain][award]")
{
    domain::award const one{.name = "Helper"};
    CHECK(domain::says_the_same(one, one));
    auto const field = GENERATE(&domain::award::name, &domain::award::description, &domain::award::criteria,
                                &domain::award::achievement_uri);
    auto other = one;
    other.*field = "Fraudster";
    CHECK_FALSE(domain::says_the_same(one, other));
}
