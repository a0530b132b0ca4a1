// SPDX-License-Identifier: AGPL-3.0-or-later
#include "db/pool.hpp"

#include "core/log.hpp"
#include "db/dsn.hpp"
#include "db/failures.hpp"
#include "db/job_queue.hpp"

#include <boost/asio/async_result.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <atomic>
#include <future>
#include <mutex>
#include <random>
#include <thread>

namespace federwerk::db {
namespace {

using work = std::function<result<>(transaction&)>;
using clock = std::chrono::steady_clock;

constexpr int attempts = 4; // The first and three more
constexpr std::chrono::seconds plans_last{1};

// A connection, and what it has prepared: one does not outlive the other.
struct session {
    explicit session(std::string const& dsn) : connection(dsn) {}

    // A plan made while a table was small is kept while it grows, until the table is analysed: for a minute
    // each use would read all of it.
    void renew_plans(transaction& tx)
    {
        if (clock::now() < next_plans)
            return;
        tx.exec("DISCARD PLANS");
        next_plans = clock::now() + plans_last;
    }

    pqxx::connection connection;
    prepared_statements statements;
    clock::time_point next_plans = clock::now() + plans_last;
};

void pause_before_retry(int attempt)
{
    thread_local std::minstd_rand random{std::random_device{}()};
    std::this_thread::sleep_for(std::chrono::microseconds(500 + random() % (2'000U << attempt)));
}

} // namespace

struct pool::impl {
    explicit impl(std::size_t limit) : queue(limit) {}

    std::string dsn, full_dsn;
    job_queue queue;
    std::atomic<bool> down = false; // The last attempt to connect failed
    std::mutex probing;             // While down, one thread asks and the others answer at once (F-03)
    clock::time_point next_probe{}; // Guarded by probing
    std::vector<std::thread> threads;

    // One thread's life. Its connection is made for the first job and again after it was lost.
    void serve()
    {
        std::unique_ptr<session> mine;
        while (auto j = queue.pop())
            j->done(execute(mine, *j->run));
    }

    result<> execute(std::unique_ptr<session>& mine, work const& run)
    {
        bool fresh = false;
        for (int attempt = 1;; ++attempt) {
            if (!mine) {
                TRY_VOID(connect(mine));
                fresh = true;
            }
            auto [outcome, then] = attempt_once(*mine, run);
            if (then == remedy::none)
                return outcome;
            if (then != remedy::again)
                mine.reset();
            // An old connection may have died while nobody looked, and nothing was committed: a fresh one may
            // try.
            bool const may_repeat = then == remedy::again || (then == remedy::reconnect && !fresh);
            if (!may_repeat || attempt == attempts)
                return outcome;
            if (then == remedy::again)
                pause_before_retry(attempt);
        }
    }

    static std::pair<result<>, remedy> attempt_once(session& with, work const& run)
    {
        try {
            transaction tx(with.connection, with.statements); // READ COMMITTED
            with.renew_plans(tx);
            auto outcome = run(tx);
            if (outcome)
                tx.commit();
            else
                tx.abort();
            return {std::move(outcome), remedy::none};
        } catch (...) {
            auto mishap = current_mishap();
            if (mishap.then == remedy::none && !with.connection.is_open())
                mishap.then = remedy::reconnect;
            return {std::move(mishap.what), mishap.then};
        }
    }

    result<> connect(std::unique_ptr<session>& mine)
    {
        if (!down.load())
            return open(mine);
        std::unique_lock const lock(probing, std::try_to_lock);
        if (!lock || clock::now() < next_probe)
            return failure{errc::unavailable, "database: does not answer", {}};
        next_probe = clock::now() + std::chrono::milliseconds(200);
        return open(mine);
    }

    result<> open(std::unique_ptr<session>& mine)
    {
        try {
            mine = std::make_unique<session>(full_dsn);
            if (down.exchange(false))
                core::log::info("database.back");
            return {};
        } catch (...) {
            auto what = current_mishap().what;
            if (!down.exchange(true))
                core::log::error("database.lost", {{"database", without_secrets(dsn)}, {"why", what.log}});
            return failure{errc::unavailable, std::move(what.log), {}};
        }
    }
};

pool::pool(std::string dsn, unsigned connections, std::size_t queue) : impl_(std::make_unique<impl>(queue))
{
    impl_->full_dsn = with_session_limits(dsn);
    impl_->dsn = std::move(dsn);
    for (unsigned i = 0; i < std::max(1U, connections); ++i)
        impl_->threads.emplace_back([state = impl_.get()] { state->serve(); });
}

pool::~pool()
{
    stop();
}

void pool::stop()
{
    auto abandoned = impl_->queue.stop();
    for (auto& thread : impl_->threads)
        thread.join();
    impl_->threads.clear();
    for (auto& j : abandoned)
        j.done(failure{errc::unavailable, "database: the pool stops", {}});
}

std::size_t pool::waiting() const
{
    return impl_->queue.size();
}

std::string const& pool::dsn() const
{
    return impl_->dsn;
}

boost::asio::awaitable<result<>> pool::perform(std::function<result<>(transaction&)> job)
{
    namespace asio = boost::asio;
    auto const executor = co_await asio::this_coro::executor;
    auto start = [this, &job, executor](auto handler) {
        // std::function copies, a coroutine's handler only moves.
        auto const shared = std::make_shared<decltype(handler)>(std::move(handler));
        auto const guard = asio::make_work_guard(executor);
        auto done = [shared, guard](result<> outcome) {
            asio::post(guard.get_executor(), [shared, guard, outcome = std::move(outcome)]() mutable {
                std::move (*shared)(std::move(outcome));
            });
        };
        if (!impl_->queue.push({&job, done}))
            done(failure{errc::overloaded, "database: the queue is full", {}});
    };
    auto token = asio::use_awaitable;
    co_return co_await asio::async_initiate<decltype(token), void(result<>)>(start, token);
}

result<> pool::perform_now(std::function<result<>(transaction&)> const& job)
{
    std::promise<result<>> promise;
    auto outcome = promise.get_future();
    if (!impl_->queue.push({&job, [&promise](result<> r) { promise.set_value(std::move(r)); }}))
        return failure{errc::overloaded, "database: the queue is full", {}};
    return outcome.get();
}

} // namespace federwerk::db
