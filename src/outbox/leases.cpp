// SPDX-License-Identifier: AGPL-3.0-or-later
#include "outbox/leases.hpp"

#include "core/log.hpp"
#include "core/secrets.hpp"
#include "core/text.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>

namespace federwerk::outbox {

namespace asio = boost::asio;
namespace log = core::log;

namespace {

constexpr int peers_at_once = 64;
constexpr int probes_at_once = 32;
constexpr std::chrono::milliseconds check_for_the_end{20};

std::string random_uuid()
{
    auto const hex = core::to_hex(core::random_bytes(16));
    return hex.substr(0, 8) + "-" + hex.substr(8, 4) + "-" + hex.substr(12, 4) + "-" + hex.substr(16, 4) +
           "-" + hex.substr(20);
}

} // namespace

post_office::impl::impl(remote::key_ring& keys, db::pool& pool, core::worker_pool& workers,
                        http::client& client, pace pace_)
    : db(pool), how(pace_), bell(pool, "federwerk_delivery"), terms_{random_uuid(), pace_.lease},
      carrier_(keys, workers, client, pace_.deadline), letters_(pool), books_([this] { wake(); }),
      workplace_{db, carrier_, letters_, books_, counters, how, stopping}
{
}

void post_office::impl::open_desks(std::vector<asio::any_io_executor> const& executors)
{
    desks_.clear();
    for (auto const& executor : executors) {
        auto const share = std::max<std::size_t>(how.in_flight / executors.size(), 1);
        desks_.push_back(std::make_unique<desk>(executor, static_cast<unsigned>(share), 0U,
                                                std::deque<std::function<void()>>{}));
    }
}

void post_office::impl::wake()
{
    std::lock_guard const lock(start_);
    if (!executor_)
        return;
    asio::post(*executor_, [self = weak_from_this()] {
        auto const here = self.lock();
        if (here && here->claiming_ && (here->nudged || here->stopping))
            here->claiming_->cancel();
        if (here && here->booking_)
            here->booking_->cancel();
    });
}

void post_office::impl::leave()
{
    std::lock_guard const lock(start_);
    executor_.reset();
}

asio::awaitable<void> post_office::impl::wait(asio::steady_timer* timer, clock::duration length)
{
    timer->expires_after(length);
    co_await timer->async_wait(asio::as_tuple(asio::use_awaitable));
}

asio::awaitable<void> post_office::impl::run()
{
    auto const executor = co_await asio::this_coro::executor;
    if (desks_.empty())
        open_desks({executor});
    shown_timer const claiming(executor, claiming_);
    // A reactor that is torn down destroys this coroutine where it waits.
    std::shared_ptr<impl> const gone(this, [](impl* here) { here->leave(); });
    {
        std::lock_guard const lock(start_);
        executor_ = executor;
    }
    bell.listen([self = weak_from_this()] {
        if (auto const here = self.lock()) {
            here->nudged = true;
            here->wake();
        }
    });
    helpers_ = 2;
    auto const ended = [self = shared_from_this()](std::exception_ptr) { --self->helpers_; };
    asio::co_spawn(executor, keep_leases(), ended);
    asio::co_spawn(executor, keep_books(), ended);
    co_await claim_while_open();
    while (open_sessions() > 0)
        co_await wait(claiming_, check_for_the_end);
    writing_ = false;
    while (helpers_ > 0) {
        for (auto* const timer : {leasing_, booking_})
            if (timer)
                timer->cancel();
        co_await wait(claiming_, check_for_the_end);
    }
}

asio::awaitable<void> post_office::impl::claim_while_open()
{
    while (!stopping) {
        nudged = false;
        if (co_await claim() || nudged || stopping)
            continue;
        co_await wait(claiming_, how.poll);
    }
}

result<post_office::impl::claimed> post_office::impl::claim_in(db::transaction& tx, int healthy,
                                                               int failing) const
{
    claimed out;
    TRY(out.peers, db::claim_peers(tx, terms_, healthy, false));
    TRY(auto probes, db::claim_peers(tx, terms_, failing, true));
    if (!probes.empty()) {
        std::vector<std::int64_t> ids;
        for (auto& peer : probes)
            ids.push_back(peer.id);
        TRY(out.expired, db::delete_expired_deliveries(tx, ids));
        std::ranges::move(probes, std::back_inserter(out.peers));
    }
    std::vector<std::int64_t> ids;
    for (auto const& peer : out.peers)
        ids.push_back(peer.id);
    if (!ids.empty()) {
        TRY(out.rows, db::next_deliveries(tx, ids, {}, peer_session::rows_at_once));
    }
    return out;
}

asio::awaitable<bool> post_office::impl::claim()
{
    int failing = static_cast<int>(how.peers / 4), healthy = static_cast<int>(how.peers);
    {
        std::lock_guard const lock(mutex_);
        healthy -= static_cast<int>(leases_.size());
        failing -=
            static_cast<int>(std::ranges::count_if(leases_, [](auto const& l) { return l.second->failing; }));
    }
    healthy = std::clamp(healthy, 0, peers_at_once);
    failing = std::clamp(failing, 0, std::min(healthy, probes_at_once));
    if (healthy == 0)
        co_return false;
    auto const since = clock::now();
    auto const work = [&](db::transaction& tx) { return claim_in(tx, healthy, failing); };
    auto got = co_await db.run(work);
    if (!got) {
        log::warning("delivery.claim", {{"why", got.error().log}});
        co_return false;
    }
    counters.expired += got->expired;
    auto const headers = co_await prepare(*got);
    if (!headers)
        log::warning("delivery.prepare", {{"why", headers.error().log}});
    auto const count = got->peers.size();
    for (auto& peer : got->peers) {
        std::vector<db::delivery> rows;
        auto const theirs = std::ranges::equal_range(got->rows, peer.id, {}, &db::delivery::peer_id);
        std::ranges::move(theirs, std::back_inserter(rows));
        open_session(std::move(peer), std::move(rows), headers ? *headers : synchronization_headers{}, since);
    }
    co_return count >= static_cast<std::size_t>(healthy);
}

asio::awaitable<result<synchronization_headers>> post_office::impl::prepare(claimed const& got)
{
    std::vector<core::snowflake> ids;
    for (auto const& row : got.rows)
        ids.push_back(row.activity_id);
    std::ranges::sort(ids);
    ids.erase(std::ranges::unique(ids).begin(), ids.end());
    if (ids.empty())
        co_return synchronization_headers{};
    CO_TRY_VOID(co_await letters_.prefetch(std::move(ids)));
    std::map<std::int64_t, std::string> origins;
    for (auto const& peer : got.peers)
        origins[peer.id] = peer.origin;
    synchronization_needs needs;
    for (auto const& row : got.rows)
        if (auto const letter = letters_.find(row.activity_id); letter && letter->followers_of)
            needs[*letter->followers_of].insert(origins[row.peer_id]);
    if (needs.empty())
        co_return synchronization_headers{};
    co_return co_await letters_.headers(std::move(needs));
}

void post_office::impl::open_session(db::leased_peer peer, std::vector<db::delivery> rows,
                                     synchronization_headers const& headers, clock::time_point since)
{
    auto held = std::make_shared<lease>(since + how.lease, peer.failures > 0);
    auto const id = peer.id;
    {
        std::lock_guard const lock(mutex_);
        leases_[id] = held;
    }
    ++counters.leased_peers;
    // One peer stays with one reactor, so that its connections are found again.
    auto& from = *desks_[static_cast<std::size_t>(id) % desks_.size()];
    synchronization_headers theirs;
    for (auto const& [name, value] : headers)
        if (name.second == peer.origin)
            theirs[name] = value;
    auto session = std::make_shared<peer_session>(workplace_, from, std::move(peer), std::move(held));
    auto life = [](std::shared_ptr<peer_session> s, std::vector<db::delivery> r,
                   synchronization_headers h) -> asio::awaitable<void> {
        co_await s->run(std::move(r), std::move(h));
    };
    auto const ended = [self = shared_from_this(), id](std::exception_ptr thrown) {
        if (thrown)
            log::error("delivery.session", {{"peer", id}});
        self->close_session(id);
    };
    asio::co_spawn(from.executor, life(std::move(session), std::move(rows), std::move(theirs)), ended);
}

void post_office::impl::close_session(std::int64_t peer_id)
{
    --counters.leased_peers;
    std::lock_guard const lock(mutex_);
    leases_.erase(peer_id);
}

std::size_t post_office::impl::open_sessions() const
{
    std::lock_guard const lock(mutex_);
    return leases_.size();
}

} // namespace federwerk::outbox
