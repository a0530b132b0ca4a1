// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/snowflake_time.hpp"

namespace federwerk::core {

time_point time_of(snowflake id)
{
    constexpr std::chrono::sys_days epoch = std::chrono::year(2026) / 1 / 1;
    std::chrono::milliseconds const since(id.value >> 12);
    // The first hour holds what is older than ids are, eight ids to a second since 1970.
    if (since < std::chrono::hours(1))
        return time_point(std::chrono::seconds(id.value / 8));
    return time_point(epoch) + since;
}

} // namespace federwerk::core
