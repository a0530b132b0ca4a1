// SPDX-License-Identifier: AGPL-3.0-or-later
// /api/federwerk/v1/organisations: begun by a member, proven by their domain, and who acts for them.
#pragma once

#include "api/access.hpp"

namespace federwerk::api {

std::vector<api_route> organisation_routes(app::instance const& in);

} // namespace federwerk::api
