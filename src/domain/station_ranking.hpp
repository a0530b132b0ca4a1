// SPDX-License-Identifier: AGPL-3.0-or-later
// In which order the Space Station shows what fits, and why: shared badges by their rarity, distance in
// credits, freshness. Points are whole numbers, and of equal points the newer stands first.
#pragma once

#include "core/snowflake.hpp"
#include "core/time.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace federwerk::domain {

// What fits a search, as far as its order and the facets need it.
struct station_candidate {
    core::snowflake id;
    core::time_point published;
    std::string direction, host;
    std::vector<std::string> kinds, badges, terms, languages;
    int credits = 0; // Distance to the viewer: 1 or 2; 0: further
};

// What a search keeps fixed over all its pages.
struct yardstick {
    core::time_point moment;          // Of the first page
    std::map<std::string, int> worn;  // Badges that the viewer wears, with what they weigh
    std::map<std::string, int> asked; // Badges of which any will do, with what they weigh
};

// 1 (on every opening) to 12 (on hardly any).
int badge_weight(std::int64_t openings_with_it, std::int64_t openings);

struct station_standing {
    std::vector<std::string> shared, asked;
    int shared_points = 0, asked_points = 0, credit_points = 0, fresh_points = 0;
    int points() const { return shared_points + asked_points + credit_points + fresh_points; }
};
station_standing standing_of(station_candidate const& c, yardstick const& by);

struct station_place {
    int points = 0;
    core::snowflake id;
    auto operator<=>(station_place const&) const = default; // The greater stands first
};

// How many openings have a value, never anything about people.
using facet = std::map<std::string, int, std::less<>>;
struct station_facets {
    facet kinds, directions, terms, languages, instances;
};
station_facets count_facets(std::vector<station_candidate> const& all);

} // namespace federwerk::domain
