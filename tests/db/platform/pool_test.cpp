// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/wait_until.hpp"
#include "db/pool.hpp"
#include "support/test_database.hpp"
#include "support/test_server.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_future.hpp>

#include <catch2/catch.hpp>

#include <atomic>
#include <future>
#include <stdexcept>
#include <thread>

using namespace federwerk;
using namespace std::chrono_literals;

namespace {

result<int> number(db::transaction& tx, std::string const& sql)
{
    return tx.exec1(sql)[0].as<int>();
}

void wait_until(std::function<bool()> const& reached)
{
    if (!core::wait_until(reached, 20s, 1ms))
        throw std::runtime_error("waited for too long");
}

void make_table(tests::test_database& base)
{
    base.commit([](db::transaction& tx) {
        tx.exec("CREATE TABLE note (id integer PRIMARY KEY, n integer NOT NULL CHECK (n < 100))");
        tx.exec("INSERT INTO note VALUES (1, 0), (2, 0)");
    });
}

result<int> count_notes(db::pool& pool)
{
    return pool.run_now([](db::transaction& tx) { return number(tx, "SELECT count(*) FROM note"); });
}

} // namespace

TEST_CASE("a value commits and a failure rolls back", "[db][pool]")
{
    tests::test_database base;
    make_table(base);
    CHECK(base.pool().run_now([](db::transaction& tx) -> result<> {
        tx.exec("INSERT INTO note VALUES (3, 0)");
        return {};
    }));
    CHECK(count_notes(base.pool()).value() == 3);
    auto const refused = base.pool().run_now([](db::transaction& tx) -> result<> {
        tx.exec("INSERT INTO note VALUES (4, 0)");
        return failure{errc::invalid, "no", "no"};
    });
    CHECK(refused.error().safe == "no");
    CHECK(count_notes(base.pool()).value() == 3);
}

TEST_CASE("what PostgreSQL refuses becomes the fitting failure", "[db][pool]")
{
    struct row {
        char const* sql;
        errc expected;
    };
    auto const [sql, expected] = GENERATE(values<row>({
        {"INSERT INTO note VALUES (1, 0)", errc::conflict},
        {"INSERT INTO note VALUES (9, 100)", errc::internal},
        {"SELECT nonsense", errc::internal},
        {"SET LOCAL statement_timeout = 20; SELECT pg_sleep(10)", errc::unavailable},
        {"SET TRANSACTION READ ONLY; DELETE FROM note", errc::unavailable},
    }));
    tests::test_database base;
    make_table(base);
    CAPTURE(sql);
    auto const outcome = base.pool().run_now([&, text = sql](db::transaction& tx) -> result<> {
        tx.exec(text);
        return {};
    });
    REQUIRE_FALSE(outcome);
    CHECK(outcome.error().code == expected);
    CHECK(count_notes(base.pool()).value() == 2);
}

TEST_CASE("an exception in the work is a failure, and the pool goes on", "[db][pool]")
{
    tests::test_database base;
    auto const outcome =
        base.pool().run_now([](db::transaction&) -> result<> { throw std::runtime_error("a bug"); });
    CHECK(outcome.error().code == errc::internal);
    CHECK(base.pool().run_now([](db::transaction& tx) { return number(tx, "SELECT 7"); }).value() == 7);
}

TEST_CASE("sessions are limited by the server itself", "[db][pool]")
{
    struct row {
        char const* name;
        char const* expected;
    };
    auto const [name, expected] = GENERATE(values<row>({
        {"statement_timeout", "5s"},
        {"lock_timeout", "2s"},
        {"idle_in_transaction_session_timeout", "10s"},
        {"transaction_isolation", "read committed"},
        {"client_encoding", "UTF8"},
        {"TimeZone", "UTC"},
    }));
    tests::test_database base;
    auto const shown = base.pool().run_now([&, setting = name](db::transaction& tx) -> result<std::string> {
        return tx.exec1("SHOW " + std::string(setting))[0].as<std::string>();
    });
    CHECK(shown.value() == expected);
}

TEST_CASE("two transactions that deadlock both succeed in the end", "[db][pool]")
{
    tests::test_database base;
    make_table(base);
    std::atomic<int> inside = 0;
    auto const touch = [&](int first, int second) {
        return base.pool().run_now([&](db::transaction& tx) -> result<> {
            tx.exec_params("UPDATE note SET n = n + 1 WHERE id = $1", first);
            ++inside;
            wait_until([&] { return inside >= 2; });
            tx.exec_params("UPDATE note SET n = n + 1 WHERE id = $1", second);
            return {};
        });
    };
    auto other = std::async(std::launch::async, [&] { return touch(2, 1); });
    CHECK(touch(1, 2));
    CHECK(other.get());
    auto const sum =
        base.pool().run_now([](db::transaction& tx) { return number(tx, "SELECT sum(n) FROM note"); });
    CHECK(sum.value() == 4);
    CHECK(inside >= 3);
}

TEST_CASE("a coroutine resumes on its own executor", "[db][pool]")
{
    tests::test_database base;
    boost::asio::io_context reactor;
    db::pool pool(base.dsn(), 2, 16);
    std::thread::id database_thread;
    std::thread::id resumed_on;
    auto const ask = [&]() -> boost::asio::awaitable<void> {
        auto const answer = co_await pool.run([&](db::transaction& tx) {
            database_thread = std::this_thread::get_id();
            return number(tx, "SELECT 1");
        });
        CHECK(answer.value() == 1);
        resumed_on = std::this_thread::get_id();
    };
    boost::asio::co_spawn(reactor, ask, boost::asio::detached);
    reactor.run();
    CHECK(resumed_on == std::this_thread::get_id());
    CHECK(database_thread != std::this_thread::get_id());
}

TEST_CASE("a full queue is said at once", "[db][pool]")
{
    tests::test_database base;
    db::pool pool(base.dsn(), 1, 1);
    std::promise<void> release;
    auto const released = release.get_future().share();
    std::atomic<bool> busy = false;
    auto const hold = [&] {
        return pool.run_now([&](db::transaction&) -> result<> {
            busy = true;
            released.wait();
            return {};
        });
    };
    auto running = std::async(std::launch::async, hold);
    wait_until([&] { return busy.load(); });
    auto queued = std::async(std::launch::async, hold);
    wait_until([&] { return pool.waiting() == 1; });
    auto const third = pool.run_now([](db::transaction&) -> result<> { return {}; });
    CHECK(third.error().code == errc::overloaded);
    release.set_value();
    CHECK(running.get());
    CHECK(queued.get());
}

TEST_CASE("what waits when the pool ends is told so", "[db][pool]")
{
    tests::test_database base;
    auto pool = std::make_unique<db::pool>(base.dsn(), 1, 8);
    std::promise<void> release;
    auto const released = release.get_future().share();
    std::atomic<bool> busy = false;
    auto running = std::async(std::launch::async, [&] {
        return pool->run_now([&](db::transaction&) -> result<> {
            busy = true;
            released.wait();
            return {};
        });
    });
    wait_until([&] { return busy.load(); });
    auto* const ending = pool.get();
    auto queued = std::async(std::launch::async, [ending] { return count_notes(*ending); });
    wait_until([&] { return ending->waiting() == 1; });
    auto ended = std::async(std::launch::async, [&] { pool.reset(); });
    // The pool, not the pointer, which is empty while the pool waits for its threads.
    wait_until([&] { return ending->waiting() == 0; });
    release.set_value();
    CHECK(running.get());
    CHECK(queued.get().error().code == errc::unavailable);
}
