// SPDX-License-Identifier: AGPL-3.0-or-later
// The inside of the post office: claims peers, opens a session for each, renews their leases, writes the
// books.
#pragma once

#include "db/doorbell.hpp"
#include "outbox/peer_session.hpp"

#include <memory>
#include <mutex>
#include <unordered_map>

namespace federwerk::outbox {

struct post_office::impl : std::enable_shared_from_this<post_office::impl> {
    impl(remote::key_ring& keys, db::pool& db, core::worker_pool& workers, http::client& client, pace how);

    void open_desks(std::vector<boost::asio::any_io_executor> const& executors);
    boost::asio::awaitable<void> run();
    void wake(); // From any thread

    db::pool& db;
    pace const how;
    std::atomic<bool> stopping = false, nudged = false;
    delivery_counters counters;
    db::doorbell bell;

private:
    using clock = std::chrono::steady_clock;
    struct claimed {
        std::vector<db::leased_peer> peers;
        std::vector<db::delivery> rows;
        std::size_t expired = 0;
    };

    boost::asio::awaitable<void> claim_while_open();
    boost::asio::awaitable<bool> claim(); // True where there may be more at once
    result<claimed> claim_in(db::transaction& tx, int healthy, int failing) const;
    boost::asio::awaitable<result<synchronization_headers>> prepare(claimed const& got);
    void open_session(db::leased_peer peer, std::vector<db::delivery> rows,
                      synchronization_headers const& headers, clock::time_point since);
    void close_session(std::int64_t peer_id);

    boost::asio::awaitable<void> keep_leases();
    boost::asio::awaitable<void> renew();
    boost::asio::awaitable<void> sweep();
    boost::asio::awaitable<void> keep_books();
    boost::asio::awaitable<bool> flush();
    boost::asio::awaitable<void> wait(boost::asio::steady_timer& timer, clock::duration length);
    std::size_t open_sessions() const;

    db::lease_terms const terms_;
    carrier carrier_;
    letters letters_;
    ledger books_;
    workplace workplace_;
    std::vector<std::unique_ptr<desk>> desks_;

    // What run()'s executor alone touches, but for posting to it.
    std::mutex start_;
    std::optional<boost::asio::any_io_executor> executor_;
    std::unique_ptr<boost::asio::steady_timer> claiming_, booking_, leasing_;
    bool writing_ = true;
    int helpers_ = 0;

    mutable std::mutex mutex_;
    std::unordered_map<std::int64_t, std::shared_ptr<lease>> leases_;
};

} // namespace federwerk::outbox
