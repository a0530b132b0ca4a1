// SPDX-License-Identifier: AGPL-3.0-or-later
// The life of one lease: probe a peer that rested, drain its lanes with a window that grows, report what was
// found.
#pragma once

#include "db/peers.hpp"
#include "outbox/carrier.hpp"
#include "outbox/lanes.hpp"
#include "outbox/ledger.hpp"
#include "outbox/letters.hpp"
#include "outbox/post_office.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>

#include <atomic>
#include <deque>
#include <memory>
#include <set>

namespace federwerk::outbox {

// One reactor's share of the requests in flight. Only touched on its executor.
struct desk {
    boost::asio::any_io_executor executor;
    unsigned limit = 1, used = 0;
    std::deque<std::function<void()>> waiting;

    bool take();
    void give_back();
};

// The fence: nobody sends where the lease could end before the answer comes (F-12).
struct lease {
    std::atomic<std::chrono::steady_clock::time_point> valid_until;
    bool failing = false;
};

// What all sessions share.
struct workplace {
    db::pool& db;
    carrier& carry;
    letters& post;
    ledger& books;
    delivery_counters& counters;
    pace const& how;
    std::atomic<bool> const& stopping;
};

class peer_session : public std::enable_shared_from_this<peer_session> {
public:
    static constexpr int rows_at_once = 64;

    peer_session(workplace const& at, desk& from, db::leased_peer peer, std::shared_ptr<lease> held);

    // On the desk's executor. rows are the first of the peer, headers what they need.
    boost::asio::awaitable<void> run(std::vector<db::delivery> rows, synchronization_headers headers);

private:
    bool may_send() const;
    void add(std::vector<db::delivery> rows);
    bool dispose(db::delivery const& row); // True where it need not be sent: expired, or its inbox is gone
    boost::asio::awaitable<void> load();
    boost::asio::awaitable<void> probe();
    boost::asio::awaitable<void> drain();
    boost::asio::awaitable<void> wait();
    void pump();
    void start(db::delivery row);
    boost::asio::awaitable<result<>> deliver(db::delivery const& row);
    boost::asio::awaitable<result<std::optional<std::string>>> synchronization(posted const& letter);
    void settle(db::delivery const& row, carried const& found);
    void refuse(db::delivery const& row, carried const& found);
    void fail(db::delivery const& row, carried const& found);
    void postpone(db::delivery row, unsigned tries);
    void release();

    workplace at_;
    desk& desk_;
    db::leased_peer peer_;
    std::shared_ptr<lease> lease_;
    lanes lanes_;
    synchronization_headers headers_;
    db::delivery_cursor cursor_;
    std::set<std::int64_t> gone_inboxes_;
    signatures::scheme scheme_;
    boost::asio::steady_timer wake_;
    unsigned window_ = 1, in_flight_ = 0;
    bool exhausted_ = false, probing_ = false, failing_ = false, tired_ = false, succeeded_ = false,
         queued_ = false;
    std::chrono::milliseconds rest_{0};
};

} // namespace federwerk::outbox
