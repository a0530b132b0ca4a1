// SPDX-License-Identifier: AGPL-3.0-or-later
// What came in between two openings and fits what a member is open to.
#pragma once

#include "app/search_station.hpp"

namespace federwerk::app {

// Calls that fit, and the other halves of swaps; each once, at most `limit`.
result<std::vector<station_hit>> find_matches(db::transaction& tx, domain::actor const& member,
                                              core::snowflake after, core::snowflake until, int limit,
                                              core::time_point now);

} // namespace federwerk::app
