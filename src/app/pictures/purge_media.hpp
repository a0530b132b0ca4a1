// SPDX-License-Identifier: AGPL-3.0-or-later
// Uploads that no highlight and no profile took within a day go away again, rows first, then files.
#pragma once

#include "app/instance.hpp"

#include <boost/asio/awaitable.hpp>

namespace federwerk::app {

// One batch; gives how many went. For housekeeping, which calls it again while that is not 0.
boost::asio::awaitable<result<std::size_t>> purge_media(instance const& in, core::time_point now);

} // namespace federwerk::app
