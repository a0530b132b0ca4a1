// SPDX-License-Identifier: AGPL-3.0-or-later
// Limits that all processes share and that survive restarts: so many per key and window.
#pragma once

#include "core/time.hpp"
#include "db/pool.hpp"

#include <string>

namespace federwerk::db {

struct throttle_rule {
    std::string key;
    int most = 1;
    std::chrono::seconds window{3600};
};
// False: the limit is reached, nothing was counted. A window begins with the first that is counted in it, so
// a limit of one per window keeps the whole window between any two.
result<bool> take_from_throttle(transaction& tx, throttle_rule const& rule, core::time_point now);
result<> give_back_to_throttle(transaction& tx, throttle_rule const& rule, core::time_point now);
result<std::int64_t> delete_throttles_before(transaction& tx, core::time_point before);

} // namespace federwerk::db
