// SPDX-License-Identifier: AGPL-3.0-or-later
// The letters for one peer that are in memory: in order within a lane, one in flight per lane.
#pragma once

#include "db/deliveries.hpp"

#include <array>
#include <deque>
#include <optional>
#include <vector>

namespace federwerk::outbox {

class lanes {
public:
    // In the order of their activities, behind everything added before. A letter that must wait blocks its
    // lane, so that nothing overtakes it; after so many failures of its own it is stepped over.
    void add(std::vector<db::delivery> rows, core::time_point now);

    std::optional<db::delivery> take();       // From the lane that was served longest ago; marks it busy
    std::optional<db::delivery> take_probe(); // The head that has failed least, blocked or not
    void done(int lane);                      // Its letter left, or was dropped
    void block(int lane, core::time_point until);

    std::size_t ready() const; // Letters that take() may give sooner or later
    // When a blocked lane may go on.
    std::optional<core::time_point> blocked_until() const { return blocked_until_; }

    static constexpr unsigned attempts_before_stepping_over = 5;

private:
    struct lane {
        std::deque<db::delivery> waiting;
        bool busy = false, blocked = false;
    };
    std::array<lane, db::lanes_per_peer> lanes_;
    std::size_t next_ = 0;
    std::optional<core::time_point> blocked_until_;
};

} // namespace federwerk::outbox
