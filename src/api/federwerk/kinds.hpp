// SPDX-License-Identifier: AGPL-3.0-or-later
// GET /api/federwerk/v1/kinds: what people do together, by name.
#pragma once

#include "api/access.hpp"

namespace federwerk::api {

std::vector<api_route> kind_routes();

} // namespace federwerk::api
