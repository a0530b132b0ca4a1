// SPDX-License-Identifier: AGPL-3.0-or-later
// The delivery workers of this process. They lease peers, not rows; a dead peer costs one row
// (hardening.md 2.2).
#pragma once

#include "core/settings.hpp"
#include "core/worker_pool.hpp"
#include "db/pool.hpp"
#include "domain/uris.hpp"
#include "http/client.hpp"
#include "remote/key_ring.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <memory>

namespace federwerk::outbox {

class post_office {
public:
    post_office(core::settings const& settings, domain::uris const& uris, remote::key_ring& keys,
                db::pool& db, core::worker_pool& workers, http::client& client);
    ~post_office();

    // Runs until stop(): finishes what is in hand, gives leases back. Called by processes with the role
    // "worker".
    boost::asio::awaitable<void> run();
    void stop();

    // There may be work: wakes run() here at once, and other processes by a NOTIFY that is coalesced to 20 a
    // second. From any thread; cheap; losing it loses nothing, since run() also looks every few seconds.
    void nudge();

private:
    struct impl;
    std::unique_ptr<impl> impl_;
};

} // namespace federwerk::outbox
