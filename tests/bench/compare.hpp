// SPDX-License-Identifier: AGPL-3.0-or-later
// Two programs measured in turn, so that whatever else the machine does meets both alike.
#pragma once

#include <filesystem>
#include <string>

namespace federwerk::bench {

struct rivals {
    std::string before, after; // Paths of programs
    int rounds = 3;
};

// Prints each round's figures of ingest and fan-out, then the medians and how they relate.
void compare(rivals const& which, std::filesystem::path const& folder);

} // namespace federwerk::bench
