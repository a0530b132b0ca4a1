// SPDX-License-Identifier: AGPL-3.0-or-later
// Removes what has had its time: old throttles and idempotency keys, applications that nobody confirmed. And
// asks about what will have had it soon.
#pragma once

#include "app/instance.hpp"
#include "core/time.hpp"

namespace federwerk::app {

result<> tidy_up(db::transaction& tx, core::time_point now); // Cheap; meant for every hour or so

// At the start and then every hour, until the coroutine is cancelled.
boost::asio::awaitable<void> run_tidy_up(instance const& in);

} // namespace federwerk::app
