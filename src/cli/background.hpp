// SPDX-License-Identifier: AGPL-3.0-or-later
// What goes on beside the requests in processes with the role "worker": processing what came in, delivering,
// mail, housekeeping.
#pragma once

#include "cli/services.hpp"
#include "net/reactors.hpp"

#include <chrono>
#include <memory>

namespace federwerk::cli {

class background {
public:
    background(services& all, net::reactors& loops); // Starts everything
    ~background();                                   // stop()

    // Finishes what is in hand and gives leases back; returns when all has ended, or after the given time at
    // most.
    void stop(std::chrono::milliseconds at_most);

private:
    struct impl;
    std::unique_ptr<impl> impl_;
};

} // namespace federwerk::cli
