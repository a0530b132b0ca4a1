// SPDX-License-Identifier: AGPL-3.0-or-later
// An invitation lets somebody in by a secret code; the rules for who may give one out, and how many.
#pragma once

#include "core/result.hpp"
#include "core/snowflake.hpp"
#include "core/time.hpp"
#include "domain/member.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace federwerk::domain {

struct invitation {
    core::snowflake id;
    std::optional<core::snowflake> inviter_id; // None: the operator
    std::string note;
    std::optional<std::string> email; // Bound to this address
    int uses = 1, used = 0;
    core::time_point expires_at;
    std::optional<core::time_point> revoked_at;
    core::time_point created_at;
};

enum class invitation_state { open, used, expired, revoked };
invitation_state state_of(invitation const& i, core::time_point now);
std::string_view to_string(invitation_state state);

struct invitation_wish {
    int uses = 1;
    std::chrono::days valid_for{14};
    std::string note;
    std::optional<std::string> email;
};
// 1 … 1,000 uses for gatekeepers and above, 1 … 10 for others; 1 … 365 days; a bound one is for one person.
result<invitation> make_invitation(invitation_wish const& wish, std::optional<member_role> inviter,
                                   core::time_point now);

struct invitation_limits {
    std::chrono::days minimum_account_age{7};
    unsigned open_at_once = 5, per_day = 20;
};
// What counts against the limits. Open: neither used up, revoked nor expired, so unused ones come back when
// they expire.
struct invitations_given {
    unsigned open = 0, last_day = 0;
};
// Gatekeepers and administrators need not wait for the age; the numbers hold for everybody.
result<> check_may_invite(member const& inviter, invitations_given const& given,
                          invitation_limits const& limits, core::time_point now);

} // namespace federwerk::domain
