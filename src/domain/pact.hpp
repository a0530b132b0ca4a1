// SPDX-License-Identifier: AGPL-3.0-or-later
// A pact: two instances exchange openness and calls, each with its own filters.
#pragma once

#include "core/result.hpp"
#include "core/snowflake.hpp"
#include "core/time.hpp"
#include "domain/opening.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace federwerk::domain {

struct pact_filters {
    std::vector<std::string> kinds, badges, languages; // Empty: everything
    int per_day = 500;                                 // Taken in from them
};
struct pact {
    core::snowflake id;
    std::string host;
    core::snowflake station_id; // Theirs
    pact_filters filters;
    core::time_point created_at;
};

// proposed: we asked; asked: they did; holds: both follow each other; ended: they left, or refused.
enum class pact_state { proposed, asked, holds, ended };
std::string_view to_string(pact_state state);

result<pact_filters> check_filters(pact_filters given); // errc::invalid names the fields
bool lets_through(pact_filters const& f, opening const& o);

} // namespace federwerk::domain
