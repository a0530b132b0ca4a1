// SPDX-License-Identifier: AGPL-3.0-or-later
// Openness and calls in our own API: publish, edit, close, delete, read, list by member; calls are renewed
// too. What a caller may not see is answered like what does not exist.
#pragma once

#include "api/access.hpp"

namespace federwerk::api {

std::vector<api_route> opening_routes(app::instance const& in); // /openings
std::vector<api_route> call_routes(app::instance const& in);    // /calls

} // namespace federwerk::api
