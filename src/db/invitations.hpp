// SPDX-License-Identifier: AGPL-3.0-or-later
// Invitations. Codes are never stored: code_hash is core::secrets::token_hash("invitation", code).
#pragma once

#include "db/pool.hpp"
#include "domain/invitation.hpp"

#include <optional>
#include <string>
#include <vector>

namespace federwerk::db {

result<> insert_invitation(transaction& tx, domain::invitation const& i, std::string const& code_hash);
result<std::optional<domain::invitation>> find_invitation(transaction& tx, core::snowflake id);
// Only to decide whether the costly rest is worth while; redeem_invitation is what counts.
result<bool> is_invitation_open(transaction& tx, std::string const& code_hash, core::time_point now);
// One use is taken by one statement, so a code for one person lets in exactly one, whatever happens at once
// (T-71). Nothing where the code is unknown, used up, expired, revoked, or its giver is suspended.
result<std::optional<domain::invitation>> redeem_invitation(transaction& tx, std::string const& code_hash,
                                                            core::time_point now);
result<bool> revoke_invitation(transaction& tx, core::snowflake id, core::time_point now);
// Newest first, before the cursor where one is given.
result<std::vector<domain::invitation>> invitations_by(transaction& tx, core::snowflake inviter_id,
                                                       std::optional<core::snowflake> before, int limit);
result<domain::invitations_given> count_invitations(transaction& tx, core::snowflake inviter_id,
                                                    core::time_point now);

} // namespace federwerk::db
