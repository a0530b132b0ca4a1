// SPDX-License-Identifier: AGPL-3.0-or-later
#include "outbox/lanes.hpp"

#include <algorithm>

namespace federwerk::outbox {

namespace {

std::size_t index_of(int lane)
{
    return static_cast<std::size_t>(std::clamp(lane, 0, db::lanes_per_peer - 1));
}

} // namespace

void lanes::add(std::vector<db::delivery> rows, core::time_point now)
{
    for (auto& row : rows) {
        auto& lane = lanes_[index_of(row.lane)];
        if (!row.not_before || *row.not_before <= now) {
            lane.waiting.push_back(std::move(row));
            continue;
        }
        blocked_until_ = std::min(blocked_until_.value_or(*row.not_before), *row.not_before);
        if (row.attempts >= attempts_before_stepping_over)
            continue;
        // Later rows of the lane queue behind it; take_probe may still choose it.
        lane.waiting.push_back(std::move(row));
        lane.blocked = lane.blocked || lane.waiting.size() == 1;
    }
}

std::optional<db::delivery> lanes::take()
{
    auto const now = core::now();
    for (std::size_t i = 0; i < lanes_.size(); ++i) {
        auto& lane = lanes_[(next_ + i) % lanes_.size()];
        if (lane.busy || lane.blocked || lane.waiting.empty())
            continue;
        auto row = std::move(lane.waiting.front());
        if (row.not_before && *row.not_before > now) {
            lane.waiting.front() = std::move(row);
            lane.blocked = true;
            continue;
        }
        lane.waiting.pop_front();
        lane.busy = true;
        next_ = (next_ + i + 1) % lanes_.size();
        return row;
    }
    return {};
}

std::optional<db::delivery> lanes::take_probe()
{
    lane* best = nullptr;
    for (auto& lane : lanes_)
        if (!lane.waiting.empty() &&
            (!best || lane.waiting.front().attempts < best->waiting.front().attempts ||
             (lane.waiting.front().attempts == best->waiting.front().attempts &&
              lane.waiting.front().activity_id < best->waiting.front().activity_id)))
            best = &lane;
    if (!best)
        return {};
    auto row = std::move(best->waiting.front());
    best->waiting.pop_front();
    best->busy = true;
    best->blocked = false;
    return row;
}

void lanes::done(int lane)
{
    lanes_[index_of(lane)].busy = false;
}

void lanes::block(int lane, core::time_point until)
{
    lanes_[index_of(lane)].busy = false;
    lanes_[index_of(lane)].blocked = true;
    blocked_until_ = std::min(blocked_until_.value_or(until), until);
}

std::size_t lanes::ready() const
{
    std::size_t out = 0;
    for (auto const& lane : lanes_)
        out += lane.blocked ? 0 : lane.waiting.size();
    return out;
}

} // namespace federwerk::outbox
