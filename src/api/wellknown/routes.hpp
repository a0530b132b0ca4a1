// SPDX-License-Identifier: AGPL-3.0-or-later
// Discovery: WebFinger, host-meta and NodeInfo.
#pragma once

#include "app/instance.hpp"
#include "http/router.hpp"

#include <vector>

namespace federwerk::api {

std::vector<http::route> wellknown_routes(app::instance const& in);

} // namespace federwerk::api
