// SPDX-License-Identifier: AGPL-3.0-or-later
// /api/federwerk/v1/credits: what a member is asked to confirm, confirmed, and has on their own highlights;
// the sealed copy of it; and passing on a highlight that they are credited on.
#pragma once

#include "api/access.hpp"

namespace federwerk::api {

std::vector<api_route> credit_routes(app::instance const& in);

} // namespace federwerk::api
