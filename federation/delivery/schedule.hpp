// SPDX-License-Identifier: AGPL-3.0-or-later
// When a peer that failed is asked again, and how long a letter is worth carrying (hardening.md 2.2).
#pragma once

#include <chrono>
#include <string_view>

namespace federwerk::delivery {

// 5 s, 30 s, 2 min, 10 min, 30 min, 1 h, 3 h, then 6 h each; failures counts from 1. chance in [0, 1) spreads
// it by ±25 %.
std::chrono::milliseconds wait_after(unsigned failures, double chance);
// For names that do not resolve and certificates that do not hold: never sooner than ten minutes.
std::chrono::milliseconds slow_wait_after(unsigned failures, double chance);

// A peer that has failed for so long is given up until it speaks to us.
inline constexpr std::chrono::days silence_before_gone{30};

// 30 days for what must not be missed: the end of things, and what an actor says about itself.
std::chrono::days lifetime(std::string_view type, bool about_actor);

} // namespace federwerk::delivery
