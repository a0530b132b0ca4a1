// SPDX-License-Identifier: AGPL-3.0-or-later
#include "domain/invitation.hpp"
#include "support/results.hpp"

#include <catch2/catch.hpp>

using namespace federwerk;
using namespace std::chrono_literals;
using std::chrono::days;

namespace {

core::time_point const now = core::time_point(std::chrono::sys_days(std::chrono::year(2026) / 6 / 1));

domain::member member_of_age(days age, domain::member_role role = domain::member_role::member)
{
    return {.actor_id = {1}, .email = "a@a.test", .role = role, .created_at = now - age};
}

} // namespace

TEST_CASE("a member can invite after seven days; gatekeepers and administrators at once",
          "[domain][invitation]")
{
    struct row {
        days age;
        domain::member_role role;
        bool may;
    };
    using enum domain::member_role;
    auto const [age, role, may] = GENERATE(values<row>({
        {days(6), member, false},
        {days(7), member, true},
        {days(0), moderator, false},
        {days(0), gatekeeper, true},
        {days(0), admin, true},
    }));
    CHECK(domain::check_may_invite(member_of_age(age, role), {}, {}, now).has_value() == may);
}

TEST_CASE("five open invitations and twenty a day are the most, for everybody", "[domain][invitation]")
{
    struct row {
        unsigned open, last_day;
        std::optional<errc> refused;
    };
    auto const [open, last_day, refused] = GENERATE(values<row>({
        {4, 19, std::nullopt},
        {5, 5, errc::forbidden},
        {0, 20, errc::throttled},
    }));
    auto const role = GENERATE(domain::member_role::member, domain::member_role::admin);
    auto const checked = domain::check_may_invite(member_of_age(days(30), role), {open, last_day}, {}, now);
    REQUIRE(checked.has_value() == !refused);
    if (refused)
        CHECK(checked.error().code == *refused);
}

TEST_CASE("who is suspended cannot invite", "[domain][invitation]")
{
    auto inviter = member_of_age(days(30), domain::member_role::admin);
    inviter.state = domain::member_state::suspended;
    CHECK_FALSE(domain::check_may_invite(inviter, {}, {}, now));
}

TEST_CASE("an invitation out of bounds is refused", "[domain][invitation]")
{
    struct row {
        domain::invitation_wish wish;
        bool accepted;
    };
    auto const [wish, accepted] = GENERATE(values<row>({
        {{.uses = 1, .valid_for = days(14)}, true},
        {{.uses = 10, .valid_for = days(365)}, true},
        {{.uses = 11, .valid_for = days(14)}, false},
        {{.uses = 0, .valid_for = days(14)}, false},
        {{.uses = 1, .valid_for = days(0)}, false},
        {{.uses = 1, .valid_for = days(366)}, false},
        {{.uses = 1, .valid_for = days(1), .note = std::string(501, 'x')}, false},
        {{.uses = 2, .valid_for = days(1), .email = "a@a.test"}, false},
    }));
    CHECK(domain::make_invitation(wish, domain::member_role::member, now).has_value() == accepted);
}

TEST_CASE("the operator's invitation may be for a thousand people", "[domain][invitation]")
{
    CHECK(domain::make_invitation({.uses = 1000}, std::nullopt, now));
    CHECK_FALSE(domain::make_invitation({.uses = 1001}, std::nullopt, now));
}

TEST_CASE("an invitation is open until it is used up, revoked or expired", "[domain][invitation]")
{
    domain::invitation i{.uses = 2, .used = 1, .expires_at = now + 1h};
    CHECK(domain::state_of(i, now) == domain::invitation_state::open);
    CHECK(domain::state_of(i, now + 1h) == domain::invitation_state::expired);
    i.used = 2;
    CHECK(domain::state_of(i, now) == domain::invitation_state::used);
    i.revoked_at = now;
    CHECK(domain::state_of(i, now) == domain::invitation_state::revoked);
}
