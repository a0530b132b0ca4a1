// SPDX-License-Identifier: AGPL-3.0-or-later
// The Space Station in our own API. What is asked stays in the request: it is not kept, and not logged.
#pragma once

#include "api/access.hpp"

namespace federwerk::api {

std::vector<api_route> space_station_routes(app::instance const& in);

} // namespace federwerk::api
