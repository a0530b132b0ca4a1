// SPDX-License-Identifier: AGPL-3.0-or-later
// Removes what has had its time: old throttles and idempotency keys, applications that nobody confirmed.
#pragma once

#include "core/time.hpp"
#include "db/pool.hpp"

namespace federwerk::app {

result<> tidy_up(db::transaction& tx, core::time_point now); // Cheap; meant for every hour or so

} // namespace federwerk::app
