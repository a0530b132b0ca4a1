// SPDX-License-Identifier: AGPL-3.0-or-later
// What somebody asks the Space Station for. Read from an address or from a search that a member keeps: both
// are names with texts.
#pragma once

#include "core/result.hpp"
#include "domain/opening.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace federwerk::domain {

struct surroundings {
    double latitude = 0, longitude = 0;
    int km = 50;
};

struct station_query {
    opening_form form = opening_form::openness; // The tab: people, or calls
    std::vector<std::string> kinds;             // Any of them
    std::optional<domain::direction> towards;
    std::vector<std::string> badges; // Slugs
    bool all_badges = true;
    std::vector<term> terms;            // Any of them
    std::vector<std::string> languages; // Any of them, primary subtags
    bool at_distance = false;
    std::optional<surroundings> near; // With at_distance: either
    std::optional<core::time_point> since, ends_before;
    std::string organisation; // A handle
    std::string instance;     // The authority of handles there
    std::string text;
    std::optional<core::snowflake> complementary_to; // An opening of the viewer's own that is a swap
};

using named_texts = std::vector<std::pair<std::string, std::string>>;

// The names that a query is written with, in this order: tab, kind, direction, badges, match, terms,
// language, remote, near, within, since, ends_before, organisation, instance, q, complementary_to. Lists have
// commas.
std::vector<std::string> const& station_query_names();
result<station_query> parse_station_query(named_texts const& given); // errc::invalid names the fields
named_texts to_named_texts(station_query const& query);              // Without what is not asked for
// Which of these parts a hit answers: neither the tab, nor how another part is meant, nor what it completes.
std::vector<std::string> answered_parts(station_query const& query);

} // namespace federwerk::domain
