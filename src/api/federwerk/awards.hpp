// SPDX-License-Identifier: AGPL-3.0-or-later
// Badges that organisations issue: offered to somebody, accepted, declined, taken back.
#pragma once

#include "api/access.hpp"

#include <vector>

namespace federwerk::api {

std::vector<api_route> award_routes(app::instance const& in);
std::vector<api_route> organisation_award_routes(app::instance const& in);

} // namespace federwerk::api
