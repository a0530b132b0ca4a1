// SPDX-License-Identifier: AGPL-3.0-or-later
// The Multiverse in our own API: each item says why it is there, and the list has an end.
#pragma once

#include "api/access.hpp"

namespace federwerk::api {

std::vector<api_route> multiverse_routes(app::instance const& in);
std::vector<api_route> discovery_routes(app::instance const& in); // discovery.cpp

} // namespace federwerk::api
