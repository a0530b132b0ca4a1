// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/wait_until.hpp"

#include <algorithm>
#include <thread>

namespace federwerk::core {

bool wait_until(std::function<bool()> const& holds, std::chrono::milliseconds bound,
                std::chrono::milliseconds pause)
{
    using clock = std::chrono::steady_clock;
    auto const end = clock::now() + bound;
    while (!holds()) {
        auto const left = end - clock::now();
        if (left <= clock::duration::zero())
            return false;
        std::this_thread::sleep_for(std::min<clock::duration>(left, pause));
    }
    return true;
}

} // namespace federwerk::core
