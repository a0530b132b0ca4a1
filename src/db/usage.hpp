// SPDX-License-Identifier: AGPL-3.0-or-later
// Numbers about the instance as a whole, counted when asked: NodeInfo forbids made-up ones (FEP-0151).
#pragma once

#include "db/pool.hpp"

#include <cstdint>

namespace federwerk::db {

struct usage {
    std::int64_t members = 0;
    std::int64_t active_month = 0, active_half_year = 0; // Said something within 30 and 180 days
    std::int64_t highlights = 0;                         // Of members here
};
result<usage> count_usage(transaction& tx);

} // namespace federwerk::db
