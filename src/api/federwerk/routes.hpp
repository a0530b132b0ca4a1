// SPDX-License-Identifier: AGPL-3.0-or-later
// Our own API, under /api/federwerk/v1. Each noun has its file and gives its rows of the one table.
#pragma once

#include "api/access.hpp"

namespace federwerk::api {

inline constexpr std::string_view federwerk_prefix = "/api/federwerk/v1";

std::vector<api_route> account_routes(app::instance const& in);
std::vector<api_route> invitation_routes(app::instance const& in);
std::vector<api_route> waitlist_routes(app::instance const& in);
std::vector<api_route> waitlist_decision_routes(app::instance const& in);

// The table before the guard: tests hold every row of it against every kind of caller.
std::vector<api_route> federwerk_table(app::instance const& in);
std::vector<http::route> federwerk_routes(app::instance const& in);

} // namespace federwerk::api
