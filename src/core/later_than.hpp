// SPDX-License-Identifier: AGPL-3.0-or-later
// When something is said anew.
#pragma once

#include "core/time.hpp"

#include <algorithm>

namespace federwerk::core {

// Now, and in any case after it was said before, though clocks go back and two come in one millisecond: of
// two that say the same time, peers keep the one that they have.
inline time_point later_than(time_point before, time_point now)
{
    return std::max(now, before + std::chrono::milliseconds(1));
}

} // namespace federwerk::core
