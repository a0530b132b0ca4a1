// SPDX-License-Identifier: AGPL-3.0-or-later
// Introductions: asked for with POST /requests, passed on or declined by the common collaborator.
#pragma once

#include "api/access.hpp"
#include "app/ask_introduction.hpp"

#include <vector>

namespace federwerk::api {

std::vector<api_route> introduction_routes(app::instance const& in);
http::response introduction_response(unsigned status, app::introduction_file const& file,
                                     core::snowflake viewer_id);

} // namespace federwerk::api
