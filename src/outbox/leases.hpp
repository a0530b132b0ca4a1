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

// A timer lives in the coroutine that waits for it, so that it never outlives the reactor; others see it
// while it lives.
class shown_timer {
public:
    shown_timer(boost::asio::any_io_executor const& executor, boost::asio::steady_timer*& place)
        : timer_(executor), place_(place)
    {
        place_ = &timer_;
    }
    shown_timer(shown_timer const&) = delete;
    shown_timer& operator=(shown_timer const&) = delete;
    ~shown_timer() { place_ = nullptr; }

private:
    boost::asio::steady_timer timer_;
    boost::asio::steady_timer*& place_;
};

struct post_office::impl : std::enable_shared_from_this<post_office::impl> {
    impl(remote::key_ring& keys, db::pool& db, core::worker_pool& workers, http::client& client, pace how);

    void open_desks(std::vector<boost::asio::any_io_executor> const& executors);
    boost::asio::awaitable<void> run();
    void wake();  // From any thread
    void leave(); // run()'s executor is no longer there

    db::pool& db;
    pace const how;
    std::atomic<bool> stopping = false, nudged = false;
    std::atomic<std::uint64_t> nudges{0};
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
    static boost::asio::awaitable<void> wait(boost::asio::steady_timer* timer, clock::duration length);
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
    boost::asio::steady_timer *claiming_ = nullptr, *booking_ = nullptr, *leasing_ = nullptr;
    bool writing_ = true;
    int helpers_ = 0;

    mutable std::mutex mutex_;
    std::unordered_map<std::int64_t, std::shared_ptr<lease>> leases_;
};

} // namespace federwerk::outbox
