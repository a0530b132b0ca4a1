// SPDX-License-Identifier: AGPL-3.0-or-later
// Looks into the outboxes of those whom people here have begun to follow: the wishes are rows, claimed and
// leased, so that a killed process costs a repetition and no visit.
#pragma once

#include "core/worker_pool.hpp"
#include "db/outbox_visits.hpp"
#include "db/pool.hpp"
#include "domain/uris.hpp"
#include "inbox/gather.hpp"
#include "remote/resolver.hpp"

#include <boost/asio/awaitable.hpp>

#include <atomic>

namespace federwerk::inbox {

class outbox_visitor {
public:
    outbox_visitor(domain::uris const& uris, db::pool& db, core::worker_pool& workers,
                   remote::resolver& remote, app::opening_caps caps = {})
        : uris_(uris), db_(db), remote_(remote), gather_(db, workers, remote), caps_(caps)
    {
    }

    // Until stop(): finishes what is in hand. Any number of processes may run it over one database.
    boost::asio::awaitable<void> run();
    void stop() { stopping_ = true; } // From any thread; noticed within a second

private:
    boost::asio::awaitable<void> loop();
    boost::asio::awaitable<std::vector<db::outbox_visit>> claim(int room);
    boost::asio::awaitable<void> handle(db::outbox_visit what);
    boost::asio::awaitable<void> guarded(db::outbox_visit what);

    domain::uris const& uris_;
    db::pool& db_;
    remote::resolver& remote_;
    gatherer gather_;
    app::opening_caps const caps_;
    std::atomic<bool> stopping_ = false;
    int in_flight_ = 0; // Touched on run()'s strand only
};

} // namespace federwerk::inbox
