// SPDX-License-Identifier: AGPL-3.0-or-later
// Waiting for something that sends no word: another process, a row, a file. Blocks its thread; never for
// coroutines.
#pragma once

#include <chrono>
#include <functional>

namespace federwerk::core {

// Asks at once, then every `pause`, and a last time when the bound is reached. False: it did not come to
// hold.
bool wait_until(std::function<bool()> const& holds, std::chrono::milliseconds bound,
                std::chrono::milliseconds pause = std::chrono::milliseconds(20));

} // namespace federwerk::core
