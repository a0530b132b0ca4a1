// SPDX-License-Identifier: AGPL-3.0-or-later
// What the server counts, for the metrics page. Written by the reactors, read by anybody.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>

namespace federwerk::net {

struct server_counters {
    std::array<std::atomic<std::uint64_t>, 6> requests{}; // By the status' first digit; [0] is not used
    std::atomic<std::uint64_t> accepted = 0;              // Connections taken
    std::atomic<std::uint64_t> refused = 0;               // Connections over a cap
    std::atomic<std::uint64_t> malformed = 0;             // Requests refused by the parser or the gate
    std::atomic<std::uint64_t> timed_out = 0;             // Connections closed by a deadline
    std::atomic<std::uint64_t> bytes_in = 0, bytes_out = 0;
    std::atomic<std::int64_t> open = 0; // Connections now
};

} // namespace federwerk::net
