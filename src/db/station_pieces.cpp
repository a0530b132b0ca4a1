// SPDX-License-Identifier: AGPL-3.0-or-later
#include "db/station_pieces.hpp"

#include "db/values.hpp"

#include <algorithm>
#include <iterator>

namespace federwerk::db {

namespace {

constexpr int entries_for_each = 10; // That the first piece reads for each that is wanted
constexpr int most_pieces = 4;
constexpr double generosity = 1.3; // Another piece costs more than a piece that is a little too long

core::snowflake bottom_of_first(transaction& tx, station_window const& window)
{
    auto const rows =
        tx.exec_params(R"sql(/* space_station.first_piece */
        SELECT opening_id FROM station_entry WHERE opening_id BETWEEN $1 AND $2 ORDER BY opening_id DESC OFFSET $3 LIMIT 1
    )sql",
                       window.bottom.value, window.top.value, entries_for_each * window.at_most);
    return rows.empty() ? window.bottom : to_id(rows[0][0]);
}

// As far again as the missing ones should need: ids grow with time, and what was found tells how often one
// fits.
core::snowflake bottom_of_next(station_window const& window, core::snowflake reached, std::size_t found)
{
    if (found == 0)
        return window.bottom;
    auto const missing = static_cast<double>(window.at_most) - static_cast<double>(found);
    auto const length = static_cast<double>(window.top.value - reached.value) * generosity * missing /
                        static_cast<double>(found);
    auto const left = static_cast<double>(reached.value - window.bottom.value);
    return length >= left ? window.bottom
                          : core::snowflake{reached.value - static_cast<std::int64_t>(length)};
}

} // namespace

result<candidates> read_in_pieces(transaction& tx, station_window const& window,
                                  std::function<result<candidates>(station_window const&)> const& look)
{
    candidates found;
    auto piece = window;
    piece.bottom = bottom_of_first(tx, window);
    for (int pieces = 1;; ++pieces) {
        TRY(auto more, look(piece));
        std::ranges::move(more, std::back_inserter(found));
        piece.at_most = window.at_most - static_cast<int>(found.size());
        if (piece.at_most <= 0 || piece.bottom == window.bottom)
            return found;
        piece.top = {piece.bottom.value - 1};
        piece.bottom =
            pieces + 1 < most_pieces ? bottom_of_next(window, piece.bottom, found.size()) : window.bottom;
    }
}

} // namespace federwerk::db
