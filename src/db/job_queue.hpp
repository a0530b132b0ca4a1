// SPDX-License-Identifier: AGPL-3.0-or-later
// Jobs that wait for one of the pool's threads. Of idle threads the one that came last goes first: its
// connection has plans and rows at hand, and those of the others stay small.
#pragma once

#include "core/result.hpp"
#include "db/transaction.hpp"

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <vector>

namespace federwerk::db {

struct job {
    std::function<result<>(transaction&)> const* run; // Lives in the frame of whoever waits for done
    std::function<void(result<>)> done;               // Never throws, never blocks
};

class job_queue {
public:
    explicit job_queue(std::size_t limit) : limit_(limit) {}

    bool push(job j);         // False: full, or stopped
    std::optional<job> pop(); // Waits for one; nothing: stopped
    std::deque<job> stop();   // Those that nobody takes any more
    std::size_t size() const;

private:
    struct idler {
        std::condition_variable wake;
        bool called = false;
    };

    std::size_t const limit_;
    mutable std::mutex mutex_;
    std::deque<job> jobs_;
    std::vector<idler*> idle_;
    bool stopping_ = false;
};

} // namespace federwerk::db
