// SPDX-License-Identifier: AGPL-3.0-or-later
// The deadline of a call is hard: who still searches makes a new call that follows it, and the old one
// closes.
#pragma once

#include "app/openings/publish_opening.hpp"

namespace federwerk::app {

// Closed and ended calls can be renewed too. Without ends_at, for as long as is allowed.
boost::asio::awaitable<result<owned_opening>> renew_call(instance const& in, domain::actor member,
                                                         core::snowflake id,
                                                         std::optional<core::time_point> ends_at,
                                                         along<owned_opening> with = {});

} // namespace federwerk::app
