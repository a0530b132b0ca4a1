// SPDX-License-Identifier: AGPL-3.0-or-later
// The time that an id holds.
#pragma once

#include "core/snowflake.hpp"
#include "core/time.hpp"

namespace federwerk::core {

// When the id was made, or the past time that it was made for (snowflake_at in migrations/0009).
time_point time_of(snowflake id);

} // namespace federwerk::core
