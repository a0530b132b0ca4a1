// SPDX-License-Identifier: AGPL-3.0-or-later
// What the public pages bring up by themselves: only what visible_to shows to anybody.
#pragma once

#include "db/pool.hpp"
#include "domain/highlight.hpp"

#include <optional>
#include <vector>

namespace federwerk::db {

// Of members here, newest first, for the front page.
result<std::vector<domain::highlight>> latest_public_highlights(transaction& tx, int limit);

// The public highlights that a member wrote or is credited on, by when they happened, the latest first: a
// profile is read as a life, not as a log of writing. before: the last one of the page before.
result<std::vector<domain::highlight>> public_timeline(transaction& tx, core::snowflake actor_id,
                                                       std::optional<core::snowflake> before, int limit);

} // namespace federwerk::db
