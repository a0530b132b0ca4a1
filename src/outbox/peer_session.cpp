// SPDX-License-Identifier: AGPL-3.0-or-later
#include "outbox/peer_session.hpp"

#include "core/log.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>

namespace federwerk::outbox {

namespace asio = boost::asio;
namespace log = core::log;

namespace {

constexpr std::chrono::hours recently{1};
constexpr unsigned window_of_the_healthy = 4;

} // namespace

bool desk::take()
{
    if (used >= limit)
        return false;
    ++used;
    return true;
}

void desk::give_back()
{
    --used;
    if (waiting.empty())
        return;
    auto const next = std::move(waiting.front());
    waiting.pop_front();
    next();
}

peer_session::peer_session(workplace const& at, desk& from, db::leased_peer peer, std::shared_ptr<lease> held)
    : at_(at), desk_(from), peer_(std::move(peer)), lease_(std::move(held)),
      scheme_(peer_.signature_scheme == "rfc9421" ? signatures::scheme::rfc9421
                                                  : signatures::scheme::cavage_12),
      wake_(from.executor)
{
    // Slow start: whoever has not answered for a while gets one request at first, so a silent peer holds one
    // slot.
    if (peer_.failures == 0 && peer_.last_success_at && core::now() - *peer_.last_success_at < recently)
        window_ = std::min(window_of_the_healthy, at_.how.in_flight_per_peer);
}

bool peer_session::may_send() const
{
    auto const needed = std::chrono::steady_clock::now() + at_.how.deadline;
    return !failing_ && !tired_ && !at_.stopping && needed < lease_->valid_until.load();
}

asio::awaitable<void> peer_session::run(std::vector<db::delivery> rows, synchronization_headers headers)
{
    headers_ = std::move(headers);
    add(std::move(rows));
    if (peer_.failures > 0)
        co_await probe();
    co_await drain();
    release();
}

void peer_session::add(std::vector<db::delivery> rows)
{
    exhausted_ = rows.size() < static_cast<std::size_t>(rows_at_once);
    if (!rows.empty())
        cursor_ = {rows.back().activity_id, rows.back().inbox_id};
    std::erase_if(rows, [&](db::delivery const& row) { return dispose(row); });
    lanes_.add(std::move(rows), core::now());
}

bool peer_session::dispose(db::delivery const& row)
{
    if (row.expires_at > core::now() && !row.inbox.empty() && !gone_inboxes_.contains(row.inbox_id))
        return false;
    ++(row.expires_at <= core::now() ? at_.counters.expired : at_.counters.dropped);
    at_.books.finished(row);
    return true;
}

asio::awaitable<void> peer_session::load()
{
    std::vector<std::int64_t> const ids{peer_.id};
    auto const read = [&](db::transaction& tx) {
        return db::next_deliveries(tx, ids, cursor_, rows_at_once);
    };
    auto rows = co_await at_.db.run(read);
    if (!rows) {
        tired_ = true;
        co_return;
    }
    std::vector<core::snowflake> wanted;
    for (auto const& row : *rows)
        wanted.push_back(row.activity_id);
    std::ranges::sort(wanted);
    wanted.erase(std::ranges::unique(wanted).begin(), wanted.end());
    if (!co_await at_.post.prefetch(std::move(wanted)))
        tired_ = true;
    add(std::move(*rows));
}

asio::awaitable<void> peer_session::probe()
{
    auto const row = lanes_.take_probe();
    if (!row || !may_send())
        co_return;
    while (!desk_.take()) {
        desk_.waiting.push_back([self = shared_from_this()] { self->wake_.cancel(); });
        co_await wait();
    }
    probing_ = true;
    auto const done = co_await deliver(*row);
    desk_.give_back();
    probing_ = false;
    lanes_.done(row->lane);
    tired_ = tired_ || !done;
    if (failing_ || tired_)
        co_return;
    peer_.failures = 0;
    peer_.failing_since.reset();
    log::info("peer.back", {{"peer", peer_.origin}});
}

asio::awaitable<void> peer_session::drain()
{
    while (may_send()) {
        if (!exhausted_ && lanes_.ready() < static_cast<std::size_t>(db::lanes_per_peer)) {
            co_await load();
            continue;
        }
        pump();
        if (in_flight_ == 0 && !queued_) {
            if (exhausted_ && lanes_.ready() == 0)
                break;
            continue;
        }
        co_await wait();
    }
    while (in_flight_ > 0)
        co_await wait();
}

asio::awaitable<void> peer_session::wait()
{
    wake_.expires_at(std::chrono::steady_clock::time_point::max());
    co_await wake_.async_wait(asio::as_tuple(asio::use_awaitable));
}

void peer_session::pump()
{
    while (in_flight_ < window_ && may_send()) {
        if (!desk_.take()) {
            if (!queued_)
                desk_.waiting.push_back([self = shared_from_this()] {
                    self->queued_ = false;
                    self->wake_.cancel();
                });
            queued_ = true;
            return;
        }
        auto row = lanes_.take();
        if (!row) {
            desk_.give_back();
            return;
        }
        start(std::move(*row));
    }
}

void peer_session::start(db::delivery row)
{
    ++in_flight_;
    auto const lane = row.lane;
    auto send = [](std::shared_ptr<peer_session> self, db::delivery what) -> asio::awaitable<result<>> {
        if (self->dispose(what))
            co_return result<>{};
        co_return co_await self->deliver(what);
    };
    auto const done = [self = shared_from_this(), lane](std::exception_ptr thrown, result<> const& outcome) {
        --self->in_flight_;
        self->lanes_.done(lane);
        self->tired_ = self->tired_ || thrown || !outcome;
        self->wake_.cancel();
        self->desk_.give_back();
    };
    asio::co_spawn(desk_.executor, send(shared_from_this(), std::move(row)), done);
}

asio::awaitable<result<std::optional<std::string>>> peer_session::synchronization(posted const& letter)
{
    if (!letter->followers_of)
        co_return std::optional<std::string>{};
    std::pair const name{*letter->followers_of, peer_.origin};
    if (!headers_.contains(name)) {
        synchronization_needs needs;
        needs[name.first].insert(name.second);
        CO_TRY(auto made, co_await at_.post.headers(std::move(needs)));
        headers_.emplace(name, std::move(made[name]));
    }
    auto const& header = headers_[name];
    co_return header.empty() ? std::optional<std::string>{} : std::optional(header);
}

asio::awaitable<result<>> peer_session::deliver(db::delivery const& row)
{
    CO_TRY(auto letter, co_await at_.post.get(row.activity_id));
    if (!letter) {
        ++at_.counters.dropped;
        at_.books.finished(row);
        co_return result<>{};
    }
    CO_TRY(auto header, co_await synchronization(letter));
    carriage what{std::move(letter), row.inbox, std::move(header), scheme_};
    ++at_.counters.in_flight;
    auto const found = co_await at_.carry.carry(std::move(what));
    --at_.counters.in_flight;
    if (!found) {
        log::warning("delivery.trouble", {{"peer", peer_.origin}, {"why", found.error().log}});
        co_return found.error();
    }
    settle(row, *found);
    co_return result<>{};
}

} // namespace federwerk::outbox
