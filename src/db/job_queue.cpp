// SPDX-License-Identifier: AGPL-3.0-or-later
#include "db/job_queue.hpp"

#include <utility>

namespace federwerk::db {

bool job_queue::push(job j)
{
    std::lock_guard const lock(mutex_);
    if (stopping_ || jobs_.size() >= limit_)
        return false;
    jobs_.push_back(std::move(j));
    if (idle_.empty())
        return true; // Whoever comes to an end takes it
    auto& next = *idle_.back();
    idle_.pop_back();
    next.called = true;
    // With the lock: once it is let go, the job may be answered and who waited for it may end the pool.
    next.wake.notify_one();
    return true;
}

std::optional<job> job_queue::pop()
{
    idler me;
    std::unique_lock lock(mutex_);
    while (!stopping_ && jobs_.empty()) {
        me.called = false;
        idle_.push_back(&me);
        me.wake.wait(lock, [&] { return stopping_ || me.called; });
    }
    if (stopping_)
        return std::nullopt;
    auto next = std::move(jobs_.front());
    jobs_.pop_front();
    return next;
}

std::deque<job> job_queue::stop()
{
    std::lock_guard const lock(mutex_);
    stopping_ = true;
    for (auto* const each : idle_)
        each->wake.notify_one();
    idle_.clear();
    return std::exchange(jobs_, {});
}

std::size_t job_queue::size() const
{
    std::lock_guard const lock(mutex_);
    return jobs_.size();
}

} // namespace federwerk::db
