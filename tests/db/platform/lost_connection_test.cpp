// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/wait_until.hpp"
#include "db/pool.hpp"
#include "support/test_database.hpp"
#include "support/test_server.hpp"

#include <catch2/catch.hpp>

using namespace federwerk;
using namespace std::chrono_literals;

namespace {

result<int> one(db::pool& pool)
{
    return pool.run_now([](db::transaction& tx) -> result<int> { return tx.exec1("SELECT 1")[0].as<int>(); });
}

result<int> backend(db::pool& pool)
{
    return pool.run_now(
        [](db::transaction& tx) -> result<int> { return tx.exec1("SELECT pg_backend_pid()")[0].as<int>(); });
}

void terminate(int pid)
{
    tests::test_server::shared().execute("SELECT pg_terminate_backend(" + std::to_string(pid) + ", 5000)");
}

} // namespace

TEST_CASE("a connection that died while it was idle is not noticed by anybody", "[db][pool]")
{
    tests::test_database base;
    db::pool pool(base.dsn(), 1, 8);
    auto const first = backend(pool).value();
    terminate(first);
    auto const second = backend(pool);
    REQUIRE(second);
    CHECK(second.value() != first);
}

TEST_CASE("a connection that dies within the work runs it again on a fresh one", "[db][pool]")
{
    tests::test_database base;
    db::pool pool(base.dsn(), 1, 8);
    REQUIRE(one(pool));
    int runs = 0;
    auto const outcome = pool.run_now([&](db::transaction& tx) -> result<> {
        tx.exec("CREATE TABLE IF NOT EXISTS once (n integer)");
        tx.exec("INSERT INTO once VALUES (1)");
        if (++runs == 1)
            terminate(tx.exec1("SELECT pg_backend_pid()")[0].as<int>());
        tx.exec("INSERT INTO once VALUES (2)");
        return {};
    });
    CHECK(outcome);
    CHECK(runs == 2);
    auto const count = pool.run_now([](db::transaction& tx) -> result<int> {
        return tx.exec1("SELECT count(*) FROM once")[0].as<int>();
    });
    CHECK(count.value() == 2);
}

TEST_CASE("a transaction whose connection dies at the commit is never repeated", "[db][pool]")
{
    tests::test_database base;
    base.commit([](db::transaction& tx) {
        // Runs within COMMIT: the session ends itself there, and nobody outside can know how it went.
        tx.exec(R"sql(
            CREATE TABLE doubtful (n integer);
            CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); PERFORM pg_sleep(1); RETURN NULL; END $$;
            CREATE CONSTRAINT TRIGGER dying AFTER INSERT ON doubtful DEFERRABLE INITIALLY DEFERRED
                FOR EACH ROW EXECUTE FUNCTION die();
        )sql");
    });
    db::pool pool(base.dsn(), 1, 8);
    REQUIRE(one(pool));
    int runs = 0;
    auto const outcome = pool.run_now([&](db::transaction& tx) -> result<> {
        ++runs;
        tx.exec("INSERT INTO doubtful VALUES (1)");
        return {};
    });
    CHECK(outcome.error().code == errc::unavailable);
    CHECK(runs == 1);
    CHECK(one(pool));
}

TEST_CASE("while the database is away jobs fail quickly, and work again once it is back", "[db][pool]")
{
    tests::test_database base;
    auto& server = tests::test_server::shared();
    db::pool pool(base.dsn(), 3, 64);
    REQUIRE(one(pool));
    auto const name = base.dsn().substr(base.dsn().find("dbname=") + 7);
    server.execute("ALTER DATABASE " + name + " ALLOW_CONNECTIONS false");
    server.execute("SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '" + name +
                   "'");
    auto const start = std::chrono::steady_clock::now();
    for (int i = 0; i < 50; ++i)
        CHECK(one(pool).error().code == errc::unavailable);
    CHECK(std::chrono::steady_clock::now() - start < 5s);
    server.execute("ALTER DATABASE " + name + " ALLOW_CONNECTIONS true");
    CHECK(core::wait_until([&] { return one(pool).has_value(); }, 5s, 5ms)); // F-03
}

TEST_CASE("a server that never was there is unavailable", "[db][pool]")
{
    db::pool pool("host=/nonexistent dbname=none", 2, 8);
    CHECK(one(pool).error().code == errc::unavailable);
}
