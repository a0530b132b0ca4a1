// SPDX-License-Identifier: AGPL-3.0-or-later
// Consents of others are looked at again by their age: what their home takes back is shown here no longer,
// and what could not be read at first is shown once it can.
#pragma once

#include "app/instance.hpp"

#include <boost/asio/awaitable.hpp>

namespace federwerk::app {

// Those that are due; gives how many were looked at.
boost::asio::awaitable<result<std::size_t>> recheck_credits(instance const& in, core::time_point now);

} // namespace federwerk::app
