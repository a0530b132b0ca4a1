// SPDX-License-Identifier: AGPL-3.0-or-later
#include "inbox/quota.hpp"

#include "db/inbox_items.hpp"

namespace federwerk::inbox {

boost::asio::awaitable<result<>> quota::take(std::string host)
{
    auto const now = std::chrono::steady_clock::now();
    bool count = false;
    {
        std::lock_guard const lock(mutex_);
        if (now - counted_at_ > std::chrono::seconds(1)) {
            counted_at_ = now; // One counts, the others go on with the old numbers
            count = true;
        }
    }
    if (count) {
        auto read = [](db::transaction& tx) { return db::open_items_by_host(tx); };
        CO_TRY(auto counted, co_await db_.run(read));
        std::lock_guard const lock(mutex_);
        open_ = std::move(counted);
    }
    std::lock_guard const lock(mutex_);
    auto& open = open_[host];
    if (open >= most_)
        co_return failure{errc::throttled, "too many open activities of " + host, {}};
    ++open;
    co_return result<>{};
}

} // namespace federwerk::inbox
