// SPDX-License-Identifier: AGPL-3.0-or-later
// A load generator that costs little itself: finished bytes over connections that stay open, one request at a
// time each.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace federwerk::bench {

struct load {
    std::uint16_t port = 0; // On 127.0.0.1
    unsigned connections = 32;
    std::chrono::milliseconds most{10'000};   // Ends then, or when next() has nothing more
    std::function<std::string const*()> next; // From one thread; null: nothing more
};

struct outcome {
    std::uint64_t answers = 0;
    std::map<unsigned, std::uint64_t> statuses;
    std::uint64_t broken = 0; // Connections that ended early
    double seconds = 0;
    double p50_ms = 0, p99_ms = 0;

    double per_second() const { return seconds > 0 ? static_cast<double>(answers) / seconds : 0; }
    bool all(unsigned status) const
    {
        return broken == 0 && statuses.size() == 1 && statuses.contains(status);
    }
};

outcome run(load const& how);

} // namespace federwerk::bench
