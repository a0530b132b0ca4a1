// SPDX-License-Identifier: AGPL-3.0-or-later
#include "inbox/processor.hpp"

#include "core/log.hpp"
#include "inbox/work_off.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <mutex>
#include <utility>

namespace federwerk::inbox {

namespace asio = boost::asio;

namespace {

constexpr int most_in_flight = 16;
constexpr int most_attempts = 5;
constexpr int renewals_per_lease = 5;
constexpr std::chrono::seconds look_again{1};
// A claim costs about what an item costs. An idle server claims at once, a busy one several items together.
constexpr std::chrono::milliseconds between_claims{20};

} // namespace

struct processor::impl {
    tools with;
    gatherer gather;
    synchroniser followers;
    verifier& verify;
    std::function<void()> delivered;
    processor::counts counts;
    std::chrono::milliseconds const lease;

    std::mutex mutex;                          // Of the two that other threads touch
    std::shared_ptr<asio::steady_timer> timer; // Lives on run()'s executor
    std::atomic<bool> stopping = false, nudged = false;
    // Touched on run()'s strand only
    std::vector<core::snowflake> in_hand;
    bool more_waits = false, some_came = false; // The last claim was filled; it was not for nothing
    bool settled = false;                       // What was done since then may hold deliveries
    std::chrono::steady_clock::time_point next_claim{}, next_renewal{};

    impl(domain::uris const& uris, db::pool& db, core::worker_pool& workers, remote::resolver& remote,
         verifier& v, std::function<void()> after, pace how)
        : with{uris, db, gather, remote, followers, how.openings}, gather(db, workers, remote),
          followers(db, remote), verify(v), delivered(std::move(after)), lease(how.lease)
    {
    }

    void wake()
    {
        std::lock_guard const lock(mutex);
        if (timer)
            asio::post(timer->get_executor(), [t = timer] { t->cancel(); });
    }

    asio::awaitable<void> sleep(std::chrono::milliseconds at_most)
    {
        timer->expires_after(std::min(at_most, lease / renewals_per_lease));
        if (!nudged.exchange(false))
            co_await timer->async_wait(asio::as_tuple(asio::use_awaitable));
        nudged = false;
    }

    asio::awaitable<std::vector<db::inbox_item>> claim(int room)
    {
        auto take = [&](db::transaction& tx) { return db::claim_inbox_items(tx, room, lease); };
        auto claimed = co_await with.db.run(take);
        if (claimed)
            co_return std::move(*claimed);
        core::log::warning("inbox.claim_failed", {{"why", claimed.error().log}});
        co_return std::vector<db::inbox_item>{};
    }

    // One statement for all that is in hand: what takes long stays ours, and what a dead process had does
    // not.
    asio::awaitable<void> renew()
    {
        auto const now = std::chrono::steady_clock::now();
        if (now < next_renewal)
            co_return;
        next_renewal = now + lease / renewals_per_lease;
        if (in_hand.empty())
            co_return;
        auto const ids = in_hand;
        auto write = [&](db::transaction& tx) { return db::renew_inbox_items(tx, ids, lease); };
        if (auto const renewed = co_await with.db.run(write); !renewed)
            core::log::warning("inbox.renew_failed", {{"why", renewed.error().log}});
    }

    int in_flight() const { return static_cast<int>(in_hand.size()); }

    // How long until the next claim is worth its price; nothing: now.
    std::chrono::milliseconds until_claim() const
    {
        if (in_flight() >= most_in_flight)
            return look_again; // Whoever comes to an end wakes us
        if ((more_waits && in_flight() <= most_in_flight / 2) || (some_came && in_flight() == 0))
            return {};
        auto const left = next_claim - std::chrono::steady_clock::now();
        return std::max(std::chrono::ceil<std::chrono::milliseconds>(left), std::chrono::milliseconds(0));
    }

    void count(outcome const& how)
    {
        ++(how.starts_with("done")      ? counts.done
           : how.starts_with("refused") ? counts.refused
           : is_flood(how)              ? counts.flooded
                                        : counts.ignored);
    }

    asio::awaitable<void> close(db::inbox_item const& item, outcome how)
    {
        auto write = [&](db::transaction& tx) { return db::finish_inbox_item(tx, item.id, how); };
        if (auto const done = co_await with.db.run(write); !done && done.error().code != errc::conflict)
            core::log::warning("inbox.finish_failed", {{"item", item.id.text()}, {"why", done.error().log}});
    }

    asio::awaitable<void> settle(db::inbox_item const& item, failure const& f)
    {
        auto const verdict = judge(f, item.attempts);
        core::log::info("inbox.failed",
                        {{"type", item.type}, {"activity", item.activity_uri}, {"why", f.log}});
        if (verdict.what == verdict::then::retry) {
            ++counts.postponed;
            auto write = [&](db::transaction& tx) {
                return db::postpone_inbox_item(tx, item.id, verdict.delay);
            };
            co_await with.db.run(write); // Where that fails, the lease runs out and it is tried again
        } else if (verdict.what == verdict::then::die) {
            ++counts.dead;
            core::log::warning("inbox.dead", {{"activity", item.activity_uri}, {"why", f.log}});
            co_await close(item, "dead: " + f.log);
        } else {
            ++counts.refused;
            co_await close(item, "refused: " + f.log);
        }
    }

    asio::awaitable<void> handle(db::inbox_item item)
    {
        if (item.attempts > most_attempts) { // It took the process with it, more than once
            ++counts.dead;
            co_return co_await close(item, "dead: never came to an end");
        }
        auto const done = co_await work_off(with, item);
        if (!done)
            co_return co_await settle(item, done.error());
        count(*done);
        if (item.type == "Update" || item.type == "Delete")
            verify.forget(item.actor_uri);
        settled = true;
    }

    asio::awaitable<void> guarded(db::inbox_item item)
    {
        auto const id = item.id;
        try {
            co_await handle(std::move(item));
        } catch (std::exception const& e) {
            core::log::error("inbox.threw",
                             {{"what", e.what()}}); // The lease runs out, and the attempts with it
        }
        in_hand.erase(std::ranges::find(in_hand, id));
        nudged = true; // The next of that lane may go
        timer->cancel();
    }

    asio::awaitable<void> loop()
    {
        auto const executor = co_await asio::this_coro::executor;
        {
            std::lock_guard const lock(mutex);
            timer = std::make_shared<asio::steady_timer>(executor);
        }
        while (!stopping) {
            co_await renew();
            if (auto const pause = until_claim(); pause.count() > 0) {
                co_await sleep(pause);
                continue;
            }
            nudged = false;
            if (std::exchange(settled, false))
                delivered(); // Once for several items: each time the database is asked what is due
            auto const room = most_in_flight - in_flight();
            next_claim = std::chrono::steady_clock::now() + between_claims;
            auto items = co_await claim(room);
            more_waits = std::ssize(items) == room;
            some_came = !items.empty();
            for (auto& item : items) {
                in_hand.push_back(item.id);
                asio::co_spawn(executor, guarded(std::move(item)), asio::detached);
            }
            if (items.empty())
                co_await sleep(look_again);
        }
        while (!in_hand.empty()) {
            co_await renew();
            co_await sleep(std::chrono::milliseconds(50));
        }
        delivered();
    }
};

processor::processor(domain::uris const& uris, db::pool& db, core::worker_pool& workers,
                     remote::resolver& remote, verifier& verify, std::function<void()> delivered, pace how)
    : impl_(std::make_unique<impl>(uris, db, workers, remote, verify, std::move(delivered), how))
{
}
processor::~processor() = default;

asio::awaitable<void> processor::run()
{
    // A strand, so that it makes no difference how many threads the executor has.
    auto const strand = asio::make_strand(co_await asio::this_coro::executor);
    co_await asio::co_spawn(strand, impl_->loop(), asio::use_awaitable);
}

void processor::stop()
{
    impl_->stopping = true;
    nudge();
}

void processor::nudge()
{
    if (!impl_->nudged.exchange(true))
        impl_->wake();
}

processor::counts const& processor::seen() const
{
    return impl_->counts;
}

} // namespace federwerk::inbox
