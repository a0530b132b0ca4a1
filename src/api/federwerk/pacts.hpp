// SPDX-License-Identifier: AGPL-3.0-or-later
// Pacts, for administrators.
#pragma once

#include "api/federwerk/routes.hpp"

namespace federwerk::api {

std::vector<api_route> pact_routes(app::instance const& in);

} // namespace federwerk::api
