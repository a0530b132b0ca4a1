// SPDX-License-Identifier: AGPL-3.0-or-later
// Awards of others are looked at again by their age: what their home serves no longer is shown here no
// longer.
#pragma once

#include "app/instance.hpp"

#include <boost/asio/awaitable.hpp>

namespace federwerk::app {

// All that are due, batch by batch; gives how many were looked at.
boost::asio::awaitable<result<std::size_t>> recheck_awards(instance const& in, core::time_point now);

} // namespace federwerk::app
