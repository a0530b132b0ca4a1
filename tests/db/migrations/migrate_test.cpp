// SPDX-License-Identifier: AGPL-3.0-or-later
#include "db/migrate.hpp"
#include "support/test_database.hpp"
#include "support/test_server.hpp"

#include <catch2/catch.hpp>

#include <future>
#include <thread>

using namespace federwerk;
using namespace std::chrono_literals;

namespace {

std::vector<db::migration> few()
{
    return {{1, "one", "CREATE TABLE one (n integer);"}, {2, "two", "CREATE TABLE two (n integer);"}};
}

int count(std::string const& dsn, std::string const& sql)
{
    pqxx::connection connection(dsn);
    pqxx::work tx(connection);
    return tx.exec1(sql)[0].as<int>();
}

} // namespace

TEST_CASE("an empty database gets every migration once, and a migrated one none", "[db][migrate]")
{
    auto const dsn = tests::test_database::empty_database();
    CHECK_FALSE(db::check_schema(dsn));
    CHECK(db::migrate(dsn).value() == static_cast<int>(db::embedded_migrations().size()));
    CHECK(db::check_schema(dsn));
    CHECK(db::migrate(dsn).value() == 0);
}

TEST_CASE("the versions of the embedded migrations follow each other", "[db][migrate]")
{
    int expected = 1;
    for (auto const& m : db::embedded_migrations())
        CHECK(m.version == expected++);
}

TEST_CASE("processes that migrate at once do not collide", "[db][migrate]")
{
    auto const dsn = tests::test_database::empty_database();
    std::vector<std::future<result<int>>> running;
    for (int i = 0; i < 4; ++i)
        running.push_back(std::async(std::launch::async, [&] { return db::migrate(dsn); }));
    int applied = 0;
    for (auto& one : running) {
        auto const done = one.get();
        REQUIRE(done);
        applied += done.value();
    }
    CHECK(applied == static_cast<int>(db::embedded_migrations().size()));
}

TEST_CASE("a schema that is newer than the program is refused", "[db][migrate]")
{
    auto const dsn = tests::test_database::empty_database();
    auto all = few();
    REQUIRE(db::migrate(dsn, all));
    all.pop_back();
    auto const refused = db::migrate(dsn, all);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().log.find("newer Federwerk") != std::string::npos);
    CHECK_FALSE(db::check_schema(dsn, all));
}

TEST_CASE("a migration whose file was changed is refused", "[db][migrate]")
{
    auto const dsn = tests::test_database::empty_database();
    auto all = few();
    REQUIRE(db::migrate(dsn, all));
    all[0].sql = "CREATE TABLE one (n bigint);";
    auto const refused = db::migrate(dsn, all);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().log.find("migration 1 (one)") != std::string::npos);
    CHECK_FALSE(db::check_schema(dsn, all));
}

TEST_CASE("a migration that fails leaves nothing of itself, and those before it stay", "[db][migrate]")
{
    auto const dsn = tests::test_database::empty_database();
    auto all = few();
    all[1].sql = "CREATE TABLE two (n integer); SELECT nonsense;";
    auto const failed = db::migrate(dsn, all);
    REQUIRE_FALSE(failed);
    CHECK(failed.error().log.find("migration 2 (two)") != std::string::npos);
    CHECK(count(dsn, "SELECT count(*) FROM schema_migration") == 1);
    CHECK(count(dsn, "SELECT count(*) FROM pg_class WHERE relname = 'two'") == 0);
    all[1].sql = few()[1].sql;
    CHECK(db::migrate(dsn, all).value() == 1);
}

TEST_CASE("a migration waits for a lock in short steps and gets it in the end", "[db][migrate]")
{
    auto const dsn = tests::test_database::empty_database();
    auto all = few();
    REQUIRE(db::migrate(dsn, all));
    all.push_back({3, "three", "SET LOCAL lock_timeout = '50ms'; ALTER TABLE one ADD COLUMN m integer;"});
    pqxx::connection other(dsn);
    auto holder = std::make_unique<pqxx::work>(other);
    holder->exec("LOCK TABLE one IN ACCESS EXCLUSIVE MODE");
    auto running = std::async(std::launch::async, [&] { return db::migrate(dsn, all); });
    CHECK(running.wait_for(300ms) == std::future_status::timeout);
    holder.reset();
    CHECK(running.get().value() == 1);
}
