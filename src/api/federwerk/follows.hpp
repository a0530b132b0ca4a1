// SPDX-License-Identifier: AGPL-3.0-or-later
// /api/federwerk/v1/follows and /follow_requests.
#pragma once

#include "api/access.hpp"

#include <vector>

namespace federwerk::api {

std::vector<api_route> follow_routes(app::instance const& in);

} // namespace federwerk::api
