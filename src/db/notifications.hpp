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

// Newest first.
result<std::vector<domain::notification>> notifications_of(transaction& tx, core::snowflake member_id,
                                                           std::optional<core::snowflake> before, int limit);
result<> mark_read(transaction& tx, core::snowflake member_id, core::snowflake up_to, core::time_point now);

} // namespace federwerk::db
