// SPDX-License-Identifier: AGPL-3.0-or-later
#include "federation/delivery/schedule.hpp"

#include <algorithm>
#include <array>

namespace federwerk::delivery {

namespace {

using namespace std::chrono_literals;

constexpr std::array<std::chrono::milliseconds, 8> steps{5s, 30s, 2min, 10min, 30min, 1h, 3h, 6h};
constexpr unsigned first_slow_step = 4;

} // namespace

std::chrono::milliseconds wait_after(unsigned failures, double chance)
{
    auto const step = std::clamp<std::size_t>(failures, 1, steps.size()) - 1;
    auto const factor = 0.75 + 0.5 * std::clamp(chance, 0.0, 1.0);
    return std::chrono::milliseconds(
        static_cast<std::int64_t>(static_cast<double>(steps[step].count()) * factor));
}

std::chrono::milliseconds slow_wait_after(unsigned failures, double chance)
{
    return wait_after(std::max(failures, first_slow_step), chance);
}

std::chrono::days lifetime(std::string_view type, bool about_actor)
{
    constexpr std::array<std::string_view, 5> lasting{"Delete", "Undo", "Block", "Move", "Accept"};
    auto const long_lived =
        std::ranges::find(lasting, type) != lasting.end() || (type == "Update" && about_actor);
    return std::chrono::days(long_lived ? 30 : 7);
}

} // namespace federwerk::delivery
