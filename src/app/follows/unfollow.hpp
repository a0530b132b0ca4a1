// SPDX-License-Identifier: AGPL-3.0-or-later
// A member follows somebody no more, or takes back the request.
#pragma once

#include "app/instance.hpp"

#include <boost/asio/awaitable.hpp>

namespace federwerk::app {

// errc::not_found for follows of others, too.
boost::asio::awaitable<result<>> unfollow(instance const& in, domain::actor member,
                                          core::snowflake follow_id);

} // namespace federwerk::app
