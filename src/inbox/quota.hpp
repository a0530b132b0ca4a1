// SPDX-License-Identifier: AGPL-3.0-or-later
// How many unfinished activities one host may have here (T-45). Counted by the database about once a second,
// and in between by ourselves.
#pragma once

#include "db/pool.hpp"

#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>

namespace federwerk::inbox {

class quota {
public:
    explicit quota(db::pool& db, std::int64_t most = 5'000) : db_(db), most_(most) {}

    // errc::throttled where the host is over it; otherwise one more is counted.
    boost::asio::awaitable<result<>> take(std::string host);

private:
    db::pool& db_;
    std::int64_t most_;
    std::mutex mutex_;
    std::map<std::string, std::int64_t> open_;
    std::chrono::steady_clock::time_point counted_at_{};
};

} // namespace federwerk::inbox
