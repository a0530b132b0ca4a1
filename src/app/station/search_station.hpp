// SPDX-License-Identifier: AGPL-3.0-or-later
// Asks the Space Station as a member. What fits is ranked among the newest 2,000 that fit, then the next
// 2,000 follow: bounded work, and everything is reached in the end. Nothing of what was asked is kept.
#pragma once

#include "db/pool.hpp"
#include "db/space_station.hpp"
#include "domain/actor.hpp"
#include "domain/uris.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace federwerk::app {

inline constexpr int station_window_size = 2000;

// Holds what keeps the order while new ones arrive: the moment of the first page and what was there then.
struct station_cursor {
    core::time_point moment;
    std::string rarity_day;      // Empty: badges were never counted
    core::snowflake top, bottom; // What is ranked together
    std::optional<domain::station_place> after;

    std::string text() const;
    static result<station_cursor> parse(std::string_view text); // errc::invalid
};

struct station_hit {
    domain::opening opening;
    domain::actor owner;
    domain::station_standing standing;
    int credits = 0; // Distance; 0: further than two
};
struct station_page {
    std::vector<station_hit> items;
    std::optional<domain::station_facets> facets; // With the first page
    bool all_counted = true;                      // Else of the newest 2,000
    std::optional<station_cursor> next;
};
result<station_page> search_station(db::transaction& tx, domain::actor const& member,
                                    domain::station_query const& query,
                                    std::optional<station_cursor> const& cursor, int limit,
                                    core::time_point now);

// A member who asks several things at one moment: what all of it needs is read once.
struct station_asker {
    domain::actor const& member;
    core::time_point now;
    db::station_viewer who;
    std::map<std::string, int> worn; // Badges that they wear, with what they weigh
};
result<station_asker> find_asker(db::transaction& tx, domain::actor const& member, core::time_point now);

// What became new after one id and until another one.
struct news_between {
    core::snowflake after, until;
};
// For searches that are kept: without facets and further pages.
result<std::vector<station_hit>> search_new(db::transaction& tx, station_asker const& asker,
                                            domain::station_query const& query, news_between const& when,
                                            int limit);

} // namespace federwerk::app
