// SPDX-License-Identifier: AGPL-3.0-or-later
// Many requests, one commit: who comes while a commit is under way shares the next one (hardening.md 2.2).
// Nobody waits for a clock: an idle server commits at once, a busy one in ever larger batches, 64 at most.
#pragma once

#include "db/inbox_items.hpp"
#include "db/pool.hpp"
#include "remote/bounded_cache.hpp"

#include <boost/asio/awaitable.hpp>

#include <memory>
#include <mutex>

namespace federwerk::inbox {

class batch_writer {
public:
    explicit batch_writer(db::pool& db) : db_(db) {}

    // Returns after the commit that holds the item, on the caller's executor. origin: the signer's, which is
    // alive.
    boost::asio::awaitable<result<>> write(db::inbox_item item, std::string origin);

    std::size_t commits() const; // How many there were, for the gauge

private:
    struct batch;
    using batch_ptr = std::shared_ptr<batch>;

    std::pair<batch_ptr, bool> join(db::inbox_item const& item,
                                    std::string const& origin); // True: the caller is to commit it
    boost::asio::awaitable<void> commit(batch_ptr mine);
    void close(batch_ptr const& mine);

    db::pool& db_;
    mutable std::mutex mutex_;
    batch_ptr open_, last_;
    std::size_t commits_ = 0;
    remote::bounded_cache<bool> heard_{65'536}; // Once a minute is enough to bring a peer back
};

} // namespace federwerk::inbox
