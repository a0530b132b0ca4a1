// SPDX-License-Identifier: AGPL-3.0-or-later
// What the senders found out, gathered for a moment and written in one transaction.
#pragma once

#include "db/deliveries.hpp"
#include "db/peers.hpp"

#include <functional>
#include <mutex>

namespace federwerk::outbox {

class ledger {
public:
    explicit ledger(std::function<void()> filling) : filling_(std::move(filling)) {}

    void finished(db::delivery const& row, bool inbox_gone = false);
    void postponed(db::postponed_delivery row);
    // The last word about a peer wins; what was learnt before it stays.
    void report(db::peer_report const& peer);

    db::delivery_books take();
    void put_back(db::delivery_books books); // Could not be written
    std::size_t size() const;                // Finished ones
    bool empty() const;

private:
    void add_report(db::peer_report const& peer);

    std::function<void()> filling_; // Called when the first entry comes in, and when there are many
    mutable std::mutex mutex_;
    db::delivery_books books_;
};

} // namespace federwerk::outbox
