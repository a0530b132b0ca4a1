// SPDX-License-Identifier: AGPL-3.0-or-later
// Whose day is over. Everything about a digest happens in the transaction that claims it: what dies in
// between did not happen, and what committed does not come again before the next day.
#pragma once

#include "db/pool.hpp"
#include "domain/notification.hpp"

#include <optional>
#include <string>
#include <vector>

namespace federwerk::db {

struct due_digest {
    core::snowflake member_id;
    std::string email, locale;
    bool by_mail = true;
    core::snowflake matched_until; // The newest opening that was held against theirs
    core::snowflake newest;        // What may be told of: a little back, so that nothing comes in below it
};
// One that is due, locked against other workers and moved on to the next day at the same hour.
result<std::optional<due_digest>> claim_digest(transaction& tx, core::time_point now);
result<> turn_digests_off(transaction& tx, core::snowflake member_id); // The mail; notifications go on
result<> mark_matched(transaction& tx, core::snowflake member_id, core::snowflake until);

// Newest first, unread, and in no mail yet; all of them are in one now.
result<std::vector<domain::notification>> take_unmailed(transaction& tx, core::snowflake member_id,
                                                        core::time_point now, int limit);

} // namespace federwerk::db
