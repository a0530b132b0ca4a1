// SPDX-License-Identifier: AGPL-3.0-or-later
// What members here are told. Written in the transaction of what it tells of.
#pragma once

#include "db/pool.hpp"
#include "domain/notification.hpp"

#include <optional>
#include <vector>

namespace federwerk::db {

// For members here only; for others, and for what was told before (notification.once), nothing happens. Who
// acts for an organisation is told what the organisation is told: give the organisation's id as member_id.
result<> notify(transaction& tx, domain::notification const& n);

// To every administrator, who hears of no more than so many of its kind a day: others make them.
result<> notify_administrators(transaction& tx, domain::notification const& n, int most_a_day);

// Newest first, without those that were put away.
result<std::vector<domain::notification>> notifications_of(transaction& tx, core::snowflake member_id,
                                                           std::optional<core::snowflake> before, int limit);
result<> mark_read(transaction& tx, core::snowflake member_id, core::snowflake up_to, core::time_point now);
// Puts it away; the row stays, so that it is not told again. False where the member has no such one.
result<bool> dismiss(transaction& tx, core::snowflake member_id, core::snowflake id, core::time_point now);

// Those that were read and told before the first time, and all told before the second. What still waits for
// the member's answer stays.
result<std::int64_t> purge_notifications(transaction& tx, core::time_point read_before,
                                         core::time_point told_before, int limit);

} // namespace federwerk::db
