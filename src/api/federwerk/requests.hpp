// SPDX-License-Identifier: AGPL-3.0-or-later
// /api/federwerk/v1/requests: what members ask for and what they are asked, and each step of it.
#pragma once

#include "api/access.hpp"

#include <vector>

namespace federwerk::api {

std::vector<api_route> request_routes(app::instance const& in);

} // namespace federwerk::api
