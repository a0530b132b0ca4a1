// SPDX-License-Identifier: AGPL-3.0-or-later
// The second half of an inbound activity's walk: workers claim what was received and do it, one transaction
// each, with all its effects, its answers and its end. What fails for the moment is tried five times, and
// then kept as "dead".
#pragma once

#include "app/openings/receive_opening.hpp"
#include "core/worker_pool.hpp"
#include "db/inbox_items.hpp"
#include "db/pool.hpp"
#include "domain/uris.hpp"
#include "inbox/verifier.hpp"
#include "remote/resolver.hpp"

#include <boost/asio/awaitable.hpp>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>

namespace federwerk::inbox {

// Tests shorten it.
struct pace {
    std::chrono::milliseconds lease{14'000}; // Renewed every fifth of it; another process takes over after it
    app::opening_caps openings = {};         // Taken in from others
};

class processor {
public:
    // delivered: called after a commit that may hold deliveries (outbox::post_office::nudge).
    processor(domain::uris const& uris, db::pool& db, core::worker_pool& workers, remote::resolver& remote,
              verifier& verify, std::function<void()> delivered, pace how = {});
    ~processor();

    // Until stop(): finishes what is in hand. Any number of processes may run it over one database.
    boost::asio::awaitable<void> run();
    void stop();  // From any thread
    void nudge(); // From any thread; cheap. Losing it loses nothing: run() looks every second anyway

    struct counts {
        std::atomic<std::uint64_t> done = 0, ignored = 0, refused = 0, postponed = 0, dead = 0,
                                   flooded = 0; // Openings over the caps of their origin
    };
    counts const& seen() const;

private:
    struct impl;
    std::unique_ptr<impl> impl_;
};

} // namespace federwerk::inbox
