// SPDX-License-Identifier: AGPL-3.0-or-later
// One stored activity: read, look up, do. The processor decides when, this says how.
#pragma once

#include "inbox/gather.hpp"
#include "inbox/synchroniser.hpp"
#include "inbox/verbs.hpp"

#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <string>

namespace federwerk::inbox {

struct tools {
    domain::uris const& uris;
    db::pool& db;
    gatherer& gather;
    remote::resolver& remote;
    synchroniser& followers;
    app::opening_caps caps = {};
};

// Effects and the item's end in one transaction; the outcome is what was stored. A failure left nothing
// behind.
boost::asio::awaitable<result<outcome>> work_off(tools with, db::inbox_item item);

// More came from one sender than is taken of that kind.
bool is_flood(outcome const& how);

// What becomes of an item whose work failed: pure.
struct verdict {
    enum class then { refuse, retry, die, nothing } what;
    std::chrono::seconds delay{0};
};
verdict judge(failure const& f, int attempts);

} // namespace federwerk::inbox
