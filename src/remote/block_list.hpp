// SPDX-License-Identifier: AGPL-3.0-or-later
// The domain blocks, at most a second old: asked before every fetch and for every request to an inbox (T-80).
#pragma once

#include "db/domain_blocks.hpp"
#include "db/pool.hpp"

#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace federwerk::remote {

class block_list {
public:
    explicit block_list(db::pool& db) : db_(db) {}

    boost::asio::awaitable<result<db::block_severity>> severity(std::string authority);
    boost::asio::awaitable<result<>> refuse_suspended(std::string authority); // errc::forbidden

private:
    using list = std::vector<db::domain_block>;
    boost::asio::awaitable<result<std::shared_ptr<list const>>> current();

    db::pool& db_;
    std::mutex mutex_;
    std::shared_ptr<list const> blocks_;
    std::chrono::steady_clock::time_point read_at_{};
};

} // namespace federwerk::remote
