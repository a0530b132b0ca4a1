// SPDX-License-Identifier: AGPL-3.0-or-later
// The search over openings. It works on station_entry, which triggers keep
// (migrations/0016_space_station.sql), and decides who sees what by sets instead of asking opening_visible_to
// row by row; a test holds the two against each other for everybody and everything (tests/db/space_station).
#pragma once

#include "db/pool.hpp"
#include "domain/station_query.hpp"
#include "domain/station_ranking.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace federwerk::db {

using ids = std::vector<core::snowflake>;

// All about a member that decides what their search may show, and in which order.
struct station_viewer {
    ids mine;          // The member and the organisations for which they act
    ids excluded_as;   // Those, and the organisations whose domain is theirs: whoever excludes one means them
    ids listeners;     // Those, and our station: to whom what is not public may have come
    ids blocked;       // Whom they blocked, and who blocked them
    ids near, further; // One and two credits away
    std::vector<std::string> domains; // Of their mail and their organisations, with all domains above
    std::vector<std::string> worn;    // Slugs
    bool verified = false;            // Acts for a verified organisation
    core::snowflake newest;           // The newest opening that is here
    std::string rarity_day;           // The latest that badges were counted on, or empty
};
result<station_viewer> find_station_viewer(transaction& tx, core::snowflake member_id);

// What of these openings is there for a search: the newest at_most between bottom and top.
struct station_window {
    core::snowflake bottom, top;
    int at_most = 0;
    bool of_news = false; // Between the two lies not the opening, but when it was last new
};
struct station_search {
    domain::station_query query;
    std::optional<core::snowflake> organisation;  // Whom query.organisation names
    std::optional<domain::opening> complement_of; // What query.complementary_to names
};
// Newest first. Full, closed and ended ones are never among them.
result<std::vector<domain::station_candidate>> find_candidates(transaction& tx, station_search const& search,
                                                               station_viewer const& who,
                                                               station_window const& window,
                                                               core::time_point now);

// What the badges weigh by the count of that day.
result<std::map<std::string, int>> weigh_badges(transaction& tx, std::string const& day,
                                                std::vector<std::string> const& slugs);
// Counts once a day, drops old counts, and forgets entries whose openings have ended.
result<> count_badges(transaction& tx, core::time_point now);

} // namespace federwerk::db
