// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/wait_until.hpp"
#include "db/cluster.hpp"
#include "db/cluster_folder.hpp"
#include "db/migrate.hpp"
#include "db/pool.hpp"
#include "support/results.hpp"
#include "support/test_server.hpp"

#include <catch2/catch.hpp>

#include <csignal>
#include <fstream>
#include <future>

#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace federwerk;
using namespace std::chrono_literals;

namespace {

core::settings settings_for(std::filesystem::path const& folder)
{
    core::settings s;
    s.data = folder / "data";
    return s;
}

result<int> ask(std::string const& dsn, std::string const& sql)
{
    db::pool pool(dsn, 1, 4);
    return pool.run_now([&](db::transaction& tx) -> result<int> { return tx.exec1(sql)[0].as<int>(); });
}

void write(std::string const& dsn, std::string const& sql)
{
    db::pool pool(dsn, 1, 4);
    auto const done = pool.run_now([&](db::transaction& tx) -> result<> {
        tx.exec(sql);
        return {};
    });
    REQUIRE(done);
}

std::optional<pid_t> server_of(core::settings const& s)
{
    return db::running_server(db::locate_cluster(s.data).value());
}

} // namespace

TEST_CASE("a cluster is made at the first start, kept over restarts, and reached by a socket alone",
          "[db][cluster]")
{
    tests::temporary_folder const folder;
    auto const s = settings_for(folder.path());
    {
        auto const cluster = db::cluster::open(s);
        REQUIRE(cluster);
        auto const& dsn = cluster.value().dsn();
        CHECK(cluster.value().is_private());
        CHECK(db::migrate(dsn).value() > 0);
        write(dsn, "CREATE TABLE kept AS SELECT 42 AS n");
        CHECK(ask(dsn, "SELECT count(*) FROM pg_settings WHERE name = 'listen_addresses' AND setting = ''")
                  .value() == 1);
        CHECK(ask(dsn, "SELECT count(*) FROM pg_settings WHERE name = 'data_checksums' AND setting = 'on'")
                  .value() == 1);
        CHECK(ask(dsn, "SELECT count(*) FROM pg_settings WHERE name IN ('fsync', 'synchronous_commit') AND "
                       "setting = 'on'")
                  .value() == 2);
        struct stat about {};
        REQUIRE(::stat((s.data / "postgresql").c_str(), &about) == 0);
        CHECK((about.st_mode & 077) == 0);
        CHECK(about.st_uid != 0);
    }
    CHECK_FALSE(server_of(s));
    auto const again = db::cluster::open(s);
    REQUIRE(again);
    CHECK(ask(again.value().dsn(), "SELECT n FROM kept").value() == 42);
}

TEST_CASE("a subcommand uses the running server's cluster, and whoever leaves last stops it", "[db][cluster]")
{
    tests::temporary_folder const folder;
    auto const s = settings_for(folder.path());
    auto server = db::cluster::open(s);
    REQUIRE(server);
    auto const pid = server_of(s);
    auto command = db::cluster::open(s);
    REQUIRE(command);
    CHECK(server_of(s) == pid);
    CHECK(command.value().dsn() == server.value().dsn());
    server.value().stop();
    CHECK(ask(command.value().dsn(), "SELECT 1").value() == 1);
    command.value().stop();
    CHECK_FALSE(server_of(s));
}

TEST_CASE("two processes that start at once end up with one server", "[db][cluster]")
{
    tests::temporary_folder const folder;
    auto const s = settings_for(folder.path());
    auto other = std::async(std::launch::async, [&] { return db::cluster::open(s); });
    auto const mine = db::cluster::open(s);
    auto const theirs = other.get();
    REQUIRE(mine);
    REQUIRE(theirs);
    CHECK(ask(mine.value().dsn(), "SELECT 1").value() == 1);
    CHECK(ask(theirs.value().dsn(), "SELECT 1").value() == 1);
}

TEST_CASE("a killed program leaves its server behind, and the next one takes it over", "[db][cluster]")
{
    tests::temporary_folder const folder;
    auto const s = settings_for(folder.path());
    pid_t const program = ::fork();
    if (program == 0) {
        auto const opened = db::cluster::open(s);
        ::kill(::getpid(), SIGKILL);
    }
    int status = 0;
    REQUIRE(::waitpid(program, &status, 0) == program);
    REQUIRE(WIFSIGNALED(status));
    auto const orphan = server_of(s);
    REQUIRE(orphan);
    {
        auto const next = db::cluster::open(s);
        REQUIRE(next);
        CHECK(server_of(s) == orphan);
        CHECK(ask(next.value().dsn(), "SELECT 1").value() == 1);
    }
    CHECK_FALSE(server_of(s));
}

TEST_CASE("a killed server recovers what was committed, also where its number belongs to another",
          "[db][cluster]")
{
    bool const number_given_away = GENERATE(false, true);
    tests::temporary_folder const folder;
    auto const s = settings_for(folder.path());
    {
        auto const first = db::cluster::open(s);
        REQUIRE(first);
        write(first.value().dsn(), "CREATE TABLE kept AS SELECT generate_series(1, 1000) AS n");
        auto const pid = server_of(s);
        REQUIRE(pid);
        ::kill(*pid, SIGKILL);
        ::waitpid(*pid, nullptr, 0);
    }
    if (number_given_away) {
        auto const file = s.data / "postgresql" / "postmaster.pid";
        std::ifstream in(file);
        std::string first_line;
        std::getline(in, first_line);
        std::string const rest{std::istreambuf_iterator<char>(in), {}};
        std::ofstream(file) << ::getppid() << "\n" << rest;
    }
    auto const next = db::cluster::open(s);
    REQUIRE(next);
    CHECK(ask(next.value().dsn(), "SELECT count(*) FROM kept").value() == 1000);
}

TEST_CASE("a server that is killed under a running program is back within seconds, with what was committed",
          "[db][cluster]")
{
    tests::temporary_folder const folder;
    auto const s = settings_for(folder.path());
    auto const cluster = db::cluster::open(s);
    REQUIRE(cluster);
    db::pool pool(cluster.value().dsn(), 2, 16);
    auto const count = [&] {
        return pool.run_now([](db::transaction& tx) -> result<int> {
            return tx.exec1("SELECT count(*) FROM kept")[0].as<int>();
        });
    };
    write(cluster.value().dsn(), "CREATE TABLE kept AS SELECT generate_series(1, 10) AS n");
    auto const killed = server_of(s);
    REQUIRE(killed);
    ::kill(*killed, SIGKILL);
    REQUIRE(core::wait_until([&] { return server_of(s) != killed && count(); }, 60s));
    CHECK(count().value() == 10);
}

TEST_CASE("a folder of another major version is refused by name, and left alone", "[db][cluster]")
{
    tests::temporary_folder const folder;
    auto const s = settings_for(folder.path());
    std::filesystem::create_directories(s.data / "postgresql");
    std::ofstream(s.data / "postgresql" / "PG_VERSION") << "9\n";
    auto const refused = db::cluster::open(s);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().log.find("was made by PostgreSQL 9") != std::string::npos);
    CHECK(std::distance(std::filesystem::directory_iterator(s.data / "postgresql"), {}) == 1);
}

TEST_CASE("an interrupted initdb is done again", "[db][cluster]")
{
    tests::temporary_folder const folder;
    auto const s = settings_for(folder.path());
    std::filesystem::create_directories(s.data / "postgresql.new" / "base");
    auto const cluster = db::cluster::open(s);
    REQUIRE(cluster);
    CHECK(ask(cluster.value().dsn(), "SELECT 1").value() == 1);
}

TEST_CASE("a data folder far down a tree that others may not enter serves as well", "[db][cluster]")
{
    tests::temporary_folder const folder;
    ::chmod(folder.path().c_str(), 0700);
    auto const s = settings_for(folder.path() / std::string(60, 'a') / std::string(60, 'b'));
    auto const cluster = db::cluster::open(s);
    REQUIRE(cluster);
    CHECK(ask(cluster.value().dsn(), "SELECT 1").value() == 1);
    auto const socket = db::locate_cluster(s.data).value().socket;
    CHECK(socket.string().size() < 92);
    struct stat about {};
    REQUIRE(::stat(socket.c_str(), &about) == 0);
    CHECK((about.st_mode & 077) == 0);
}

TEST_CASE("with database.url nothing is started", "[db][cluster]")
{
    core::settings s;
    s.data = "/nonexistent";
    s.database.url = "postgresql://db.test/federwerk";
    auto const cluster = db::cluster::open(s);
    REQUIRE(cluster);
    CHECK(cluster.value().dsn() == s.database.url);
    CHECK_FALSE(cluster.value().is_private());
}
