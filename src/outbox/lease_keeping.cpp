// SPDX-License-Identifier: AGPL-3.0-or-later
// What goes on beside the claiming: leases are renewed, books are written, what was forgotten is found again.
#include "core/log.hpp"
#include "outbox/leases.hpp"

#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>

namespace federwerk::outbox {

namespace asio = boost::asio;
namespace log = core::log;

namespace {

constexpr std::chrono::milliseconds gathering{25};
constexpr std::size_t enough = 200;
constexpr std::chrono::milliseconds before_writing_again{500};
constexpr int last_attempts = 6; // To write the books when everything else has ended
constexpr std::chrono::seconds between_sweeps{60};

} // namespace

asio::awaitable<void> post_office::impl::keep_leases()
{
    shown_timer const timer(co_await asio::this_coro::executor, leasing_);
    auto swept = clock::now();
    while (writing_) {
        co_await wait(leasing_, how.lease / 8);
        if (!writing_)
            co_return;
        co_await renew();
        if (clock::now() - swept > between_sweeps) {
            swept = clock::now();
            co_await sweep();
        }
    }
}

asio::awaitable<void> post_office::impl::renew()
{
    std::vector<std::int64_t> ids;
    {
        std::lock_guard const lock(mutex_);
        for (auto const& [id, held] : leases_)
            ids.push_back(id);
    }
    if (ids.empty())
        co_return;
    auto const since = clock::now();
    auto const work = [&](db::transaction& tx) { return db::renew_leases(tx, terms_, ids); };
    auto const renewed = co_await db.run(work);
    if (!renewed) {
        log::warning("delivery.renew", {{"why", renewed.error().log}});
        co_return;
    }
    std::lock_guard const lock(mutex_);
    for (auto const id : *renewed)
        if (auto const held = leases_.find(id); held != leases_.end())
            held->second->valid_until = since + how.lease;
}

asio::awaitable<void> post_office::impl::sweep()
{
    auto const work = [](db::transaction& tx) -> result<std::size_t> {
        TRY_VOID(db::notice_forgotten_peers(tx));
        return db::delete_deliveries_of_gone_peers(tx);
    };
    if (auto const buried = co_await db.run(work))
        counters.dropped += *buried;
}

asio::awaitable<void> post_office::impl::keep_books()
{
    shown_timer const timer(co_await asio::this_coro::executor, booking_);
    int failures_at_the_end = 0;
    while (writing_ || !books_.empty()) {
        if (books_.empty()) {
            co_await wait(booking_, std::chrono::hours(1));
            continue;
        }
        // Whatever is finished within a moment shares one transaction.
        if (books_.size() < enough && writing_)
            co_await wait(booking_, gathering);
        if (co_await flush())
            continue;
        if (!writing_ && ++failures_at_the_end >= last_attempts)
            co_return;
        co_await wait(booking_, before_writing_again);
    }
}

asio::awaitable<bool> post_office::impl::flush()
{
    auto books = books_.take();
    if (books.empty())
        co_return true;
    auto const work = [&](db::transaction& tx) { return db::settle(tx, terms_.owner, books); };
    if (auto const written = co_await db.run(work); !written) {
        log::warning("delivery.books", {{"why", written.error().log}});
        books_.put_back(std::move(books));
        co_return false;
    }
    // A peer that was given back may have got new letters in the meantime.
    if (std::ranges::any_of(books.peers, &db::peer_report::released)) {
        nudged = true;
        if (claiming_)
            claiming_->cancel();
    }
    co_return true;
}

} // namespace federwerk::outbox
