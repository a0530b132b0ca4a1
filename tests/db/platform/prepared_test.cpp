// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/wait_until.hpp"
#include "db/pool.hpp"
#include "support/test_database.hpp"
#include "support/test_server.hpp"

#include <catch2/catch.hpp>

using namespace federwerk;

namespace {

constexpr auto add = "/* sum.add */ SELECT $1::integer + $2::integer";
constexpr int often = 5;

result<int> sum(db::pool& pool, int a, int b)
{
    return pool.run_now(
        [&](db::transaction& tx) -> result<int> { return tx.exec_params1(add, a, b)[0].as<int>(); });
}

result<std::string> remembered(db::pool& pool, std::string const& key)
{
    return pool.run_now([&](db::transaction& tx) -> result<std::string> {
        auto const rows = tx.exec_params("/* memory.find */ SELECT value FROM memory WHERE key = $1", key);
        return rows.at(0)["value"].as<std::string>();
    });
}

void execute(db::pool& pool, std::string const& sql)
{
    REQUIRE(pool.run_now([&](db::transaction& tx) -> result<> {
        tx.exec(sql);
        return {};
    }));
}

int prepared(db::pool& pool)
{
    return pool
        .run_now([](db::transaction& tx) -> result<int> {
            return tx.exec1("SELECT count(*) FROM pg_prepared_statements")[0].as<int>();
        })
        .value();
}

int backend(db::pool& pool)
{
    return pool
        .run_now([](db::transaction& tx) -> result<int> {
            return tx.exec1("SELECT pg_backend_pid()")[0].as<int>();
        })
        .value();
}

} // namespace

TEST_CASE("a statement that comes again is prepared once, and what is rare is not", "[db][prepared]")
{
    tests::test_database base;
    db::pool pool(base.dsn(), 1, 8);
    CHECK(sum(pool, 1, 2).value() == 3);
    CHECK(prepared(pool) == 0);
    for (int i = 0; i < often; ++i)
        CHECK(sum(pool, i, 2).value() == i + 2);
    CHECK(prepared(pool) == 1);
}

TEST_CASE("a statement repeats within one transaction", "[db][prepared]")
{
    tests::test_database base;
    db::pool pool(base.dsn(), 1, 8);
    auto const total = pool.run_now([](db::transaction& tx) -> result<int> {
        int out = 0;
        for (int i = 0; i < often; ++i)
            out = tx.exec_params1(add, out, i)[0].as<int>();
        return out;
    });
    CHECK(total.value() == 10);
    CHECK(prepared(pool) == 1);
}

TEST_CASE("two statements under one comment are two", "[db][prepared]")
{
    tests::test_database base;
    db::pool pool(base.dsn(), 1, 8);
    for (int i = 0; i < often; ++i) {
        auto const both = pool.run_now([&](db::transaction& tx) -> result<std::pair<int, int>> {
            auto const more = tx.exec_params1("/* twin */ SELECT $1::integer + 1", i)[0].as<int>();
            auto const less = tx.exec_params1("/* twin */ SELECT $1::integer - 1", i)[0].as<int>();
            return std::pair(more, less);
        });
        CHECK(both.value() == std::pair(i + 1, i - 1));
    }
    CHECK(prepared(pool) == 2);
}

TEST_CASE("NULL, text and bytes arrive in a prepared statement as they do in another", "[db][prepared]")
{
    tests::test_database base;
    db::pool pool(base.dsn(), 1, 8);
    std::string const raw("\0\xff'\\", 4);
    for (int i = 0; i < often; ++i) {
        auto const text = pool.run_now([&](db::transaction& tx) -> result<std::string> {
            return tx
                .exec_params1("SELECT encode($1::bytea, 'hex') || COALESCE($2::text, ' none ') || $3::text",
                              pqxx::binarystring(raw), std::optional<std::string>(), std::string("\"{ü}"))[0]
                .as<std::string>();
        });
        CHECK(text.value() == "00ff275c none \"{ü}");
    }
}

TEST_CASE("an error rolls its transaction back, and the statement goes on being of use", "[db][prepared]")
{
    tests::test_database base;
    db::pool pool(base.dsn(), 1, 8);
    execute(pool, "CREATE TABLE once (n integer PRIMARY KEY)");
    auto const insert = [&](int n) {
        return pool.run_now([&](db::transaction& tx) -> result<> {
            tx.exec_params("/* once.insert */ INSERT INTO once VALUES ($1)", n);
            return {};
        });
    };
    auto const session = backend(pool);
    for (int n = 0; n < often; ++n) {
        CHECK(insert(n));
        CHECK(insert(n).error().code == errc::conflict);
    }
    CHECK(backend(pool) == session);
    CHECK(prepared(pool) == 1);
}

TEST_CASE("a statement whose first preparation fails is prepared by whoever comes next", "[db][prepared]")
{
    tests::test_database base;
    db::pool pool(base.dsn(), 1, 8);
    for (int i = 0; i < often; ++i)
        CHECK(remembered(pool, "a").error().code == errc::internal);
    execute(pool,
            "CREATE TABLE memory (key text PRIMARY KEY, value text); INSERT INTO memory VALUES ('a', 'b')");
    CHECK(remembered(pool, "a").value() == "b");
    CHECK(prepared(pool) == 1);
}

TEST_CASE("a lost connection takes its statements with it, and nobody notices", "[db][prepared]")
{
    tests::test_database base;
    db::pool pool(base.dsn(), 1, 8);
    for (int i = 0; i < often; ++i)
        REQUIRE(sum(pool, i, 1));
    auto const first = backend(pool);
    tests::test_server::shared().execute("SELECT pg_terminate_backend(" + std::to_string(first) + ", 5000)");
    for (int i = 0; i < often; ++i)
        CHECK(sum(pool, i, 1).value() == i + 1);
    CHECK(backend(pool) != first);
    CHECK(prepared(pool) == 1);
}

TEST_CASE("what changes under a prepared statement is not noticed either", "[db][prepared]")
{
    auto const change = GENERATE(as<std::string>{}, "ALTER TABLE memory ALTER COLUMN value TYPE varchar(9)",
                                 "ALTER TABLE memory ADD COLUMN more text", "DEALLOCATE ALL",
                                 "DROP TABLE memory; CREATE TABLE memory (value text, key text); "
                                 "INSERT INTO memory (key, value) VALUES ('a', 'b')");
    tests::test_database base;
    db::pool pool(base.dsn(), 1, 8);
    execute(pool,
            "CREATE TABLE memory (key text PRIMARY KEY, value text); INSERT INTO memory VALUES ('a', 'b')");
    for (int i = 0; i < often; ++i)
        REQUIRE(remembered(pool, "a").value() == "b");
    CAPTURE(change);
    execute(pool, change);
    for (int i = 0; i < often; ++i) {
        auto const value = remembered(pool, "a");
        CAPTURE(value ? std::string() : value.error().log);
        CHECK(value);
    }
}

TEST_CASE("a plan from when a table was small does not outlive that by much", "[db][prepared]")
{
    tests::test_database base;
    db::pool pool(base.dsn(), 1, 8);
    execute(pool, "CREATE TABLE grown (n integer PRIMARY KEY) WITH (autovacuum_enabled = false)");
    execute(pool, "INSERT INTO grown VALUES (0); ANALYZE grown");
    auto const find = [](db::transaction& tx) -> result<int> {
        return tx.exec_params1("/* grown.find */ SELECT n FROM grown WHERE n = $1", 0)[0].as<int>();
    };
    auto const plan = [&] {
        return pool
            .run_now([](db::transaction& tx) -> result<std::string> {
                std::string out;
                for (auto const& line : tx.exec("EXPLAIN EXECUTE federwerk_1(0)"))
                    out += line[0].as<std::string>() + "\n";
                return out;
            })
            .value();
    };
    for (int i = 0; i < 4 * often; ++i)
        REQUIRE(pool.run_now(find));
    REQUIRE(plan().find("Seq Scan") != std::string::npos);
    execute(pool, "INSERT INTO grown SELECT generate_series(1, 20000)");
    auto const renewed = [&] { return plan().find("Index") != std::string::npos; };
    CHECK(core::wait_until(renewed, std::chrono::seconds(20), std::chrono::milliseconds(50)));
}
