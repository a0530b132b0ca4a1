// SPDX-License-Identifier: AGPL-3.0-or-later
// The inboxes: one shared, one of the instance's actor, one of each member and badge. All lead through one
// receiver, and so does every signature check (T-09).
#pragma once

#include "domain/uris.hpp"
#include "http/router.hpp"
#include "inbox/receiver.hpp"

#include <vector>

namespace federwerk::api {

std::vector<http::route> inbox_routes(domain::uris const& uris, inbox::receiver& receiver);

} // namespace federwerk::api
