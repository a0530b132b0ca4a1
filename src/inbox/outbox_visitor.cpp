// SPDX-License-Identifier: AGPL-3.0-or-later
#include "inbox/outbox_visitor.hpp"

#include "core/log.hpp"
#include "inbox/visit_outbox.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <array>

namespace federwerk::inbox {

namespace asio = boost::asio;

namespace {

constexpr int most_in_flight = 4;
constexpr std::chrono::seconds lease{90};
constexpr std::chrono::seconds look_again{1};
constexpr std::array delays{std::chrono::seconds(30), std::chrono::seconds(300), std::chrono::seconds(3'600),
                            std::chrono::seconds(21'600)};

} // namespace

asio::awaitable<std::vector<db::outbox_visit>> outbox_visitor::claim(int room)
{
    if (room <= 0)
        co_return std::vector<db::outbox_visit>{};
    auto take = [&](db::transaction& tx) { return db::claim_outbox_visits(tx, room, lease); };
    auto claimed = co_await db_.run(take);
    if (claimed)
        co_return std::move(*claimed);
    core::log::warning("outbox_visit.claim_failed", {{"why", claimed.error().log}});
    co_return std::vector<db::outbox_visit>{};
}

// Old posts are worth a few attempts, not the seven days of a delivery.
asio::awaitable<void> outbox_visitor::handle(db::outbox_visit what)
{
    auto const tried = static_cast<std::size_t>(std::max(what.attempts, 1));
    result<int> done = failure{errc::unavailable, "never came to an end", {}};
    if (tried <= delays.size() + 1) // Beyond: it took the process with it, more than once
        done = co_await visit_outbox({uris_, db_, gather_, remote_, caps_}, what.actor_uri);
    bool const again = !done && is_passing(done.error().code) && tried <= delays.size();
    if (done)
        core::log::info("outbox_visit.done", {{"actor", what.actor_uri}, {"found", *done}});
    else
        core::log::info("outbox_visit.failed", {{"actor", what.actor_uri}, {"why", done.error().log}});
    auto write = [&](db::transaction& tx) {
        return again ? db::postpone_outbox_visit(tx, what.actor_id, delays[tried - 1])
                     : db::finish_outbox_visit(tx, what.actor_id);
    };
    co_await db_.run(write); // Where that fails, the lease runs out and it is done again
}

asio::awaitable<void> outbox_visitor::guarded(db::outbox_visit what)
{
    try {
        co_await handle(std::move(what));
    } catch (std::exception const& e) {
        core::log::error("outbox_visit.threw", {{"what", e.what()}});
    }
    --in_flight_;
}

asio::awaitable<void> outbox_visitor::loop()
{
    auto const executor = co_await asio::this_coro::executor;
    asio::steady_timer timer(executor);
    while (!stopping_) {
        auto due = co_await claim(most_in_flight - in_flight_);
        for (auto& each : due) {
            ++in_flight_;
            asio::co_spawn(executor, guarded(std::move(each)), asio::detached);
        }
        timer.expires_after(look_again);
        co_await timer.async_wait(asio::use_awaitable);
    }
    while (in_flight_ > 0) {
        timer.expires_after(std::chrono::milliseconds(20));
        co_await timer.async_wait(asio::use_awaitable);
    }
}

asio::awaitable<void> outbox_visitor::run()
{
    // A strand, so that it makes no difference how many threads the executor has.
    auto const strand = asio::make_strand(co_await asio::this_coro::executor);
    co_await asio::co_spawn(strand, loop(), asio::use_awaitable);
}

} // namespace federwerk::inbox
