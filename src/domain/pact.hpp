// SPDX-License-Identifier: AGPL-3.0-or-later
// A pact: two instances exchange openness and calls, each with its own filters.
#pragma once

#include "core/result.hpp"
#include "core/snowflake.hpp"
#include "core/time.hpp"
#include "domain/opening.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace federwerk::domain {

inline constexpr std::string_view station_name = "station"; // Its username, on every instance

struct pact_filters {
    std::vector<std::string> kinds, badges, languages; // Empty: everything
    int per_day = 500;                                 // So many new ones a day, each way
    bool shown = true;                                 // On the front page, where it holds
};
struct pact {
    core::snowflake id;
    std::string host;
    core::snowflake station_id; // Theirs
    pact_filters filters;
    core::time_point created_at;
    std::optional<core::time_point> ended_at, repaired_at; // When they left; when their collection was read
};

// proposed: we asked; asked: they did; holds: both follow each other; ended: they left, or refused.
enum class pact_state { proposed, asked, holds, ended };
std::string_view to_string(pact_state state);

bool is_station(actor const& who); // Of another instance

result<pact_filters> check_filters(pact_filters given); // errc::invalid names the fields
bool lets_through(pact_filters const& f, opening const& o);
bool is_for_pacts(opening const& o); // Its audience; who is left out is the database's to say

} // namespace federwerk::domain
