// SPDX-License-Identifier: AGPL-3.0-or-later
// Lists of highlights: of a member, or with a badge.
#pragma once

#include "api/access.hpp"
#include "domain/highlight.hpp"

#include <map>

namespace federwerk::api {

// GET /highlights?member=alice | ?badge=rust
boost::asio::awaitable<result<http::response>> list_highlights(app::instance const& in, call c);

} // namespace federwerk::api
