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

#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <vector>

namespace federwerk::outbox {

// How fast and how much; tests shorten it.
struct pace {
    std::chrono::milliseconds lease{
        14'000}; // Renewed every eighth of it; another process takes over after it
    std::chrono::milliseconds deadline{
        10'000}; // Of one request; nothing is sent with less than that left of the lease
    std::chrono::milliseconds poll{1'000};
    unsigned in_flight = 1'024; // Requests of this process at one time
    unsigned in_flight_per_peer = 8;
    unsigned peers = 1'024;  // Leased at one time; a quarter of them may be failing ones
    double time_scale = 1.0; // Of the waits after failures
};

struct delivery_counters {
    std::atomic<std::uint64_t> delivered{0}, retried{0}, dropped{0}, expired{0}, refused{0}, gone{0};
    std::atomic<std::int64_t> in_flight{0}, leased_peers{0};
};

class post_office {
public:
    post_office(core::settings const& settings, domain::uris const& uris, remote::key_ring& keys,
                db::pool& db, core::worker_pool& workers, http::client& client, pace how = {});
    ~post_office();

    // The reactors that send, one thread each; without any, the one that runs run(). Before run().
    void spread(std::vector<boost::asio::any_io_executor> executors);

    // Runs until stop(): finishes what is in hand, gives leases back. Called by processes with the role
    // "worker".
    boost::asio::awaitable<void> run();
    void stop(); // Returns within half a second; other processes are neither woken nor heard afterwards

    // There may be work: wakes run() here at once, and other processes by a NOTIFY that is coalesced to 20 a
    // second. From any thread; cheap; losing it loses nothing, since run() also looks every few seconds.
    void nudge();
    // How often that was: what was read before the last time may be older than what peers have been told.
    std::uint64_t nudges() const;

    delivery_counters const& counters() const;

private:
    struct impl;
    std::shared_ptr<impl> impl_;
};

} // namespace federwerk::outbox
