// SPDX-License-Identifier: AGPL-3.0-or-later
// What became new between two ids and fits what a member is open to, or looks for.
#pragma once

#include "app/station/search_station.hpp"

namespace federwerk::app {

// Of the member and the organisations for which they act: calls that fit what they are open to, people who
// are open to what their calls look for, and the other halves of swaps; each once, at most `limit`. Never
// their own, nor by somebody whom they left out.
result<std::vector<station_hit>> find_matches(db::transaction& tx, station_asker const& asker,
                                              news_between const& when, int limit);

} // namespace federwerk::app
