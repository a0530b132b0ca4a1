// SPDX-License-Identifier: AGPL-3.0-or-later
// What other servers may read: actors, their collections, highlights and activities, each at its id.
#pragma once

#include "app/instance.hpp"
#include "domain/actor.hpp"
#include "http/router.hpp"

#include <functional>
#include <optional>
#include <vector>

namespace federwerk::api {

// Who signed a request; nobody where it carries no signature; a failure where the signature does not hold.
using signed_by =
    std::function<boost::asio::awaitable<result<std::optional<domain::actor>>>(http::request const&)>;

std::vector<http::route> activitypub_routes(app::instance const& in, signed_by verify);

} // namespace federwerk::api
