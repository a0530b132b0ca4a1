// SPDX-License-Identifier: AGPL-3.0-or-later
// /api/federwerk/v1/threads: the private conversations that open with interest. A thread has its request's
// id.
#pragma once

#include "api/access.hpp"

#include <vector>

namespace federwerk::api {

std::vector<api_route> thread_routes(app::instance const& in);

} // namespace federwerk::api
