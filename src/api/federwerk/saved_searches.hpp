// SPDX-License-Identifier: AGPL-3.0-or-later
// Searches that a member keeps; what is new in them is told once a day (app/mail/send_digests).
#pragma once

#include "api/access.hpp"

namespace federwerk::api {

std::vector<api_route> saved_search_routes(app::instance const& in);

} // namespace federwerk::api
