// SPDX-License-Identifier: AGPL-3.0-or-later
#include "outbox/ledger.hpp"

#include <algorithm>

namespace federwerk::outbox {

namespace {

constexpr std::size_t many = 200;

} // namespace

void ledger::finished(db::delivery const& row, bool inbox_gone)
{
    bool tell = false;
    {
        std::lock_guard const lock(mutex_);
        tell = books_.empty();
        books_.finished.push_back({row.peer_id, row.activity_id, row.inbox_id});
        if (inbox_gone)
            books_.gone_inboxes.push_back(row.inbox_id);
        tell = tell || books_.finished.size() == many;
    }
    if (tell)
        filling_();
}

void ledger::postponed(db::postponed_delivery row)
{
    bool tell = false;
    {
        std::lock_guard const lock(mutex_);
        tell = books_.empty();
        books_.postponed.push_back(std::move(row));
    }
    if (tell)
        filling_();
}

void ledger::report(db::peer_report const& peer)
{
    bool tell = false;
    {
        std::lock_guard const lock(mutex_);
        tell = books_.empty();
        add_report(peer);
    }
    if (tell)
        filling_();
}

void ledger::add_report(db::peer_report const& peer)
{
    auto const known = std::ranges::find(books_.peers, peer.id, &db::peer_report::id);
    if (known == books_.peers.end()) {
        books_.peers.push_back(peer);
        return;
    }
    auto merged = peer;
    merged.succeeded = merged.succeeded || known->succeeded;
    if (!merged.signature_scheme)
        merged.signature_scheme = known->signature_scheme;
    *known = std::move(merged);
}

db::delivery_books ledger::take()
{
    std::lock_guard const lock(mutex_);
    return std::exchange(books_, {});
}

void ledger::put_back(db::delivery_books books)
{
    std::lock_guard const lock(mutex_);
    auto newer = std::exchange(books_, std::move(books));
    books_.finished.insert(books_.finished.end(), newer.finished.begin(), newer.finished.end());
    books_.postponed.insert(books_.postponed.end(), newer.postponed.begin(), newer.postponed.end());
    books_.gone_inboxes.insert(books_.gone_inboxes.end(), newer.gone_inboxes.begin(),
                               newer.gone_inboxes.end());
    for (auto const& peer : newer.peers)
        add_report(peer);
}

bool ledger::empty() const
{
    std::lock_guard const lock(mutex_);
    return books_.empty();
}

std::size_t ledger::size() const
{
    std::lock_guard const lock(mutex_);
    return books_.finished.size();
}

} // namespace federwerk::outbox
