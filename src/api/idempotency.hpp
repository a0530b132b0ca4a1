// SPDX-License-Identifier: AGPL-3.0-or-later
// A creation that carries an Idempotency-Key happens at most once: the key is reserved before the act and
// completed with the answer after it. Where the process dies between the two, the key stays reserved: the
// same request then answers 409 and tells the caller to look, because acting again could create the thing
// twice.
#pragma once

#include "api/access.hpp"

namespace federwerk::api {

boost::asio::awaitable<result<http::response>> call_once(app::instance const& in, api_route const& route,
                                                         call c);

} // namespace federwerk::api
