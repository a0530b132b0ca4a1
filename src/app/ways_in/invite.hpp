// SPDX-License-Identifier: AGPL-3.0-or-later
// Makes an invitation, within the limits of whoever gives it.
#pragma once

#include "core/secrets.hpp"
#include "core/settings.hpp"
#include "db/pool.hpp"
#include "domain/invitation.hpp"

#include <optional>
#include <string>

namespace federwerk::app {

struct fresh_invitation {
    domain::invitation invitation;
    std::string code; // Shown once; only its HMAC is stored
};

domain::invitation_limits invitation_limits_of(core::settings const& settings);

struct invite_request {
    std::optional<core::snowflake> inviter_id; // None: the operator, who has no limits
    domain::invitation_wish wish;
};
result<fresh_invitation> invite(db::transaction& tx, core::secrets const& secrets,
                                domain::invitation_limits const& limits, invite_request const& request,
                                core::time_point now);

} // namespace federwerk::app
