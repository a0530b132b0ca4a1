// SPDX-License-Identifier: AGPL-3.0-or-later
// What an answer to a delivery means. Pure: the clock is a parameter.
#pragma once

#include "core/time.hpp"
#include "http/message.hpp"

#include <chrono>
#include <optional>

namespace federwerk::delivery {

enum class verdict {
    delivered,   // 2xx
    retry,       // The peer is busy or broken: the whole peer rests
    unreachable, // No such name, no valid certificate: rests for long at once
    refused,     // 401, 403, a redirect: this letter is tried a few times more (key caches), then dropped
    inbox_gone,  // 404, 410
    rejected,    // The peer will never take this letter
};

struct judgement {
    verdict what = verdict::retry;
    std::optional<std::chrono::seconds> retry_after{}; // As the peer asked, at most a day
};

judgement judge(http::response const& answer, core::time_point now);
// Where there was no answer.
judgement judge(failure const& why);

// 400 and 401 to a draft-cavage signature may mean "sign as RFC 9421", never 403, 404 or 410
// (interop.md 1.4).
bool deserves_second_knock(unsigned status);

inline constexpr unsigned refusals_before_drop = 3;

} // namespace federwerk::delivery
