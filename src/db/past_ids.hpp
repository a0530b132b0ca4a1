// SPDX-License-Identifier: AGPL-3.0-or-later
// Ids for what was found long after it was said: every list here is in the order of ids.
#pragma once

#include "core/snowflake.hpp"
#include "core/time.hpp"
#include "db/pool.hpp"

namespace federwerk::db {

// Stands where that time says, and is neither a highlight's nor an opening's: the Multiverse holds both.
result<core::snowflake> id_at(transaction& tx, core::time_point when);

} // namespace federwerk::db
