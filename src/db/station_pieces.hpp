// SPDX-License-Identifier: AGPL-3.0-or-later
// Reads a window of the Space Station in pieces, newest first, until as many are found as were asked for:
// words that every other opening has are not looked up in all of them.
#pragma once

#include "db/space_station.hpp"

#include <functional>

namespace federwerk::db {

using candidates = std::vector<domain::station_candidate>;

// look gives the newest at_most of a part of the window.
result<candidates> read_in_pieces(transaction& tx, station_window const& window,
                                  std::function<result<candidates>(station_window const&)> const& look);

} // namespace federwerk::db
