// SPDX-License-Identifier: AGPL-3.0-or-later
// The member's own profile in our own API, and the badges that they wear.
#pragma once

#include "api/access.hpp"

namespace federwerk::api {

std::vector<api_route> profile_routes(app::instance const& in);

} // namespace federwerk::api
