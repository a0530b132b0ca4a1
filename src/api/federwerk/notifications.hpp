// SPDX-License-Identifier: AGPL-3.0-or-later
// What a member is told, and that they have read it.
#pragma once

#include "api/access.hpp"

namespace federwerk::api {

std::vector<api_route> notification_routes(app::instance const& in);

} // namespace federwerk::api
