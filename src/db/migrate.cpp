// SPDX-License-Identifier: AGPL-3.0-or-later
#include "db/migrate.hpp"

#include "core/log.hpp"
#include "core/secrets.hpp"
#include "core/text.hpp"
#include "core/wait_until.hpp"
#include "db/dsn.hpp"
#include "db/failures.hpp"

#include <pqxx/pqxx>

#include <algorithm>
#include <map>

namespace federwerk::db {
namespace {

using applied = std::map<int, std::string>; // Version to checksum

// A migration may run for long, but it never waits long for a lock while others wait behind it (F-15).
pqxx::connection connect(std::string const& dsn)
{
    auto full = with_parameter(dsn, "options",
                               "-c statement_timeout=0 -c lock_timeout=2000 -c client_min_messages=warning "
                               "-c TimeZone=UTC -c DateStyle=ISO");
    full = with_parameter(full, "application_name", "federwerk-migrate");
    full = with_parameter(full, "client_encoding", "UTF8");
    return pqxx::connection(with_parameter(full, "connect_timeout", "3"));
}

std::string checksum(migration const& m)
{
    return core::to_hex(core::sha256(m.sql));
}

bool has_table(pqxx::work& tx)
{
    return tx
        .exec1("/* migrate.has_table */ SELECT to_regclass('schema_migration') IS NOT NULL AS there")["there"]
        .as<bool>();
}

applied read_applied(pqxx::connection& connection)
{
    applied out;
    pqxx::work tx(connection);
    if (!has_table(tx))
        return out;
    for (auto const& row : tx.exec("/* migrate.applied */ SELECT version, checksum FROM schema_migration"))
        out.emplace(row["version"].as<int>(), row["checksum"].as<std::string>());
    return out;
}

result<> compare(applied const& there, std::span<migration const> all)
{
    for (auto const& [version, sum] : there) {
        auto const known = std::ranges::find(all, version, &migration::version);
        if (known == all.end())
            return failure{
                errc::conflict,
                "the database has migration " + std::to_string(version) +
                    ", which this program does not know: it was made by a newer Federwerk. Run that one.",
                {}};
        if (checksum(*known) != sum)
            return failure{errc::conflict,
                           "migration " + std::to_string(version) + " (" + std::string(known->name) +
                               ") is not the one that made this database: its file was changed afterwards. "
                               "A landed migration is never edited; write a new one.",
                           {}};
    }
    return {};
}

// Any number will do for the lock, as long as it is always this one ("federwrk" in ASCII). It is let go when
// the session ends, however it ends; so a migration that runs for long may be waited for long.
result<> lock_out_others(pqxx::connection& connection)
{
    auto const mine = [&] {
        pqxx::nontransaction tx(connection);
        auto const row =
            tx.exec1("/* migrate.lock */ SELECT pg_try_advisory_lock(7378413942531584619) AS mine");
        return row["mine"].as<bool>();
    };
    if (!core::wait_until(mine, std::chrono::hours(1), std::chrono::milliseconds(50)))
        return failure{errc::unavailable, "another session has been migrating the database for an hour", {}};
    return {};
}

void make_table(pqxx::connection& connection)
{
    pqxx::work tx(connection);
    tx.exec(R"sql(/* migrate.make_table */
        CREATE TABLE IF NOT EXISTS schema_migration (
            version     integer PRIMARY KEY,
            name        text NOT NULL,
            checksum    text NOT NULL,
            applied_at  timestamptz NOT NULL DEFAULT now()
        )
    )sql");
    tx.commit();
}

void apply_once(pqxx::connection& connection, migration const& m)
{
    pqxx::work tx(connection);
    tx.exec(std::string(m.sql));
    tx.exec_params(
        "/* migrate.record */ INSERT INTO schema_migration (version, name, checksum) VALUES ($1, $2, $3)",
        m.version, std::string(m.name), checksum(m));
    tx.commit();
}

// A lock that is not to be had in two seconds is let go and asked for again, so that nobody queues behind us.
result<> apply(pqxx::connection& connection, migration const& m)
{
    std::string why;
    auto const applied = [&] {
        try {
            apply_once(connection, m);
            why.clear();
        } catch (pqxx::sql_error const& e) {
            why = e.what();
            return e.sqlstate() != "55P03";
        }
        return true;
    };
    static_cast<void>(core::wait_until(applied, std::chrono::minutes(2), std::chrono::milliseconds(500)));
    if (!why.empty())
        return failure{errc::internal,
                       "migration " + std::to_string(m.version) + " (" + std::string(m.name) +
                           ") failed and was rolled back: " + why,
                       {}};
    core::log::info("schema.migrated", {{"version", m.version}, {"name", m.name}});
    return {};
}

} // namespace

result<int> migrate(std::string const& dsn, std::span<migration const> all)
try {
    auto connection = connect(dsn);
    TRY_VOID(lock_out_others(connection));
    make_table(connection);
    auto const there = read_applied(connection);
    TRY_VOID(compare(there, all));
    int count = 0;
    for (auto const& m : all) {
        if (there.contains(m.version))
            continue;
        TRY_VOID(apply(connection, m));
        ++count;
    }
    return count;
} catch (...) {
    return current_mishap().what;
}

result<int> migrate(std::string const& dsn)
{
    return migrate(dsn, embedded_migrations());
}

result<> check_schema(std::string const& dsn, std::span<migration const> all)
try {
    auto connection = connect(dsn);
    auto const there = read_applied(connection);
    TRY_VOID(compare(there, all));
    if (there.size() != all.size())
        return failure{errc::conflict,
                       "the database lacks " + std::to_string(all.size() - there.size()) +
                           " migration(s) of this program: run federwerk migrate",
                       {}};
    return {};
} catch (...) {
    return current_mishap().what;
}

result<> check_schema(std::string const& dsn)
{
    return check_schema(dsn, embedded_migrations());
}

} // namespace federwerk::db
