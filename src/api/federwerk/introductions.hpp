// SPDX-License-Identifier: AGPL-3.0-or-later
// /api/federwerk/v1/introductions: requests that a common collaborator is asked to pass on, and what becomes
// of them.
#pragma once

#include "api/access.hpp"

#include <vector>

namespace federwerk::api {

std::vector<api_route> introduction_routes(app::instance const& in);

} // namespace federwerk::api
