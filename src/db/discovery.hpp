// SPDX-License-Identifier: AGPL-3.0-or-later
// What is new or will soon be over, for looking around without being ranked: no counts, and nobody who did
// not agree.
#pragma once

#include "db/pool.hpp"
#include "domain/actor.hpp"
#include "domain/badge.hpp"
#include "domain/opening.hpp"

#include <chrono>
#include <vector>

namespace federwerk::db {

inline constexpr int discovery_length = 12;
inline constexpr std::chrono::days soon{7};

// Of this instance, made by somebody; newest first.
result<std::vector<domain::badge>> newly_made_badges(transaction& tx);
// Members here who want to be discovered and whom the viewer may meet; newest first.
result<std::vector<domain::actor>> newly_joined_members(transaction& tx, core::snowflake viewer_id);
// What the viewer may see and what ends within a week; soonest first.
result<std::vector<domain::opening>> openings_ending_soon(transaction& tx, core::snowflake viewer_id);

} // namespace federwerk::db
