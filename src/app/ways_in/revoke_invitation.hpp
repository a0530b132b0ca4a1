// SPDX-License-Identifier: AGPL-3.0-or-later
// Takes an invitation back. Accounts that it made stay.
#pragma once

#include "db/pool.hpp"
#include "domain/member.hpp"

namespace federwerk::app {

// One's own; administrators any. What is somebody else's is as absent as what does not exist (T-66). Twice is
// once.
result<> revoke_invitation(db::transaction& tx, core::snowflake by, domain::member_role role,
                           core::snowflake id, core::time_point now);

} // namespace federwerk::app
