// SPDX-License-Identifier: AGPL-3.0-or-later
#include "domain/invitation.hpp"

#include "core/text.hpp"

namespace federwerk::domain {

namespace {

failure invalid(std::string field, std::string message)
{
    return {errc::invalid, "invitation." + field + ": " + message, message, {{field, message}}};
}

bool trusted(std::optional<member_role> role)
{
    return !role || *role == member_role::gatekeeper || *role == member_role::admin;
}

} // namespace

invitation_state state_of(invitation const& i, core::time_point now)
{
    if (i.revoked_at)
        return invitation_state::revoked;
    if (i.used >= i.uses)
        return invitation_state::used;
    return i.expires_at <= now ? invitation_state::expired : invitation_state::open;
}

std::string_view to_string(invitation_state state)
{
    switch (state) {
    case invitation_state::open:
        return "open";
    case invitation_state::used:
        return "used";
    case invitation_state::expired:
        return "expired";
    case invitation_state::revoked:
        return "revoked";
    }
    return "open";
}

result<invitation> make_invitation(invitation_wish const& wish, std::optional<member_role> inviter,
                                   core::time_point now)
{
    int const most = trusted(inviter) ? 1000 : 10;
    if (wish.uses < 1 || wish.uses > most)
        return invalid("uses", "An invitation is for 1 to " + std::to_string(most) + " people.");
    if (wish.email && wish.uses != 1)
        return invalid("uses", "An invitation that is bound to an address is for one person.");
    if (wish.valid_for < std::chrono::days(1) || wish.valid_for > std::chrono::days(365))
        return invalid("days", "An invitation is valid for 1 to 365 days.");
    auto note = core::trim(wish.note);
    if (core::count_characters(note) > 500)
        return invalid("note", "A note has at most 500 characters.");
    return invitation{.note = std::move(note),
                      .email = wish.email,
                      .uses = wish.uses,
                      .expires_at = now + wish.valid_for,
                      .created_at = now};
}

result<> check_may_invite(member const& inviter, invitations_given const& given,
                          invitation_limits const& limits, core::time_point now)
{
    if (inviter.state != member_state::active)
        return failure{errc::forbidden, "inviter is not active", "This account cannot invite."};
    if (!trusted(inviter.role) && now - inviter.created_at < limits.minimum_account_age)
        return failure{errc::forbidden, "inviter's account is too young",
                       "An account can invite once it is " +
                           std::to_string(limits.minimum_account_age.count()) + " days old."};
    if (given.open >= limits.open_at_once)
        return failure{errc::forbidden, "too many open invitations",
                       "You have " + std::to_string(given.open) +
                           " open invitations. Revoke one, or wait until one is used or expires."};
    if (given.last_day >= limits.per_day)
        return failure{errc::throttled, "too many invitations in a day",
                       "You can give out " + std::to_string(limits.per_day) + " invitations a day."};
    return {};
}

} // namespace federwerk::domain
