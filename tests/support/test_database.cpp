// SPDX-License-Identifier: AGPL-3.0-or-later
#include "support/test_database.hpp"

#include "db/dsn.hpp"
#include "db/migrate.hpp"
#include "support/test_server.hpp"

#include <atomic>
#include <stdexcept>

namespace federwerk::tests {
namespace {

std::string next_name()
{
    static std::atomic<int> count = 0;
    return "test_" + std::to_string(++count);
}

// Migrated once; every other database is a copy of its files, which is many times faster.
void make_template(test_server& server)
{
    static bool const made = [&] {
        server.execute("CREATE DATABASE migrated");
        if (auto const done = db::migrate(server.dsn("migrated")); !done)
            throw std::runtime_error(done.error().log);
        return true;
    }();
    static_cast<void>(made);
}

} // namespace

test_database::test_database() : name_(next_name()), dsn_(test_server::shared().dsn(name_))
{
    auto& server = test_server::shared();
    make_template(server);
    server.execute("CREATE DATABASE " + name_ + " TEMPLATE migrated STRATEGY file_copy");
}

test_database::~test_database()
{
    pool_.reset();
    try {
        test_server::shared().execute("DROP DATABASE " + name_ + " WITH (FORCE)");
    } catch (std::exception const&) { // NOLINT: it goes with the server
    }
}

db::pool& test_database::pool()
{
    std::lock_guard const lock(making_pool_); // Threads of a test may come at once
    if (!pool_)
        pool_ = std::make_unique<db::pool>(dsn_, 4, 256);
    return *pool_;
}

void test_database::close()
{
    pool_.reset();
}

void test_database::in_transaction(std::function<void(db::transaction&)> const& work)
{
    pqxx::connection connection(db::with_session_limits(dsn_));
    db::prepared_statements statements;
    db::transaction tx(connection, statements);
    work(tx);
}

void test_database::commit(std::function<void(db::transaction&)> const& work)
{
    pqxx::connection connection(db::with_session_limits(dsn_));
    db::prepared_statements statements;
    db::transaction tx(connection, statements);
    work(tx);
    tx.commit();
}

std::string test_database::empty_database()
{
    auto const name = next_name();
    test_server::shared().execute("CREATE DATABASE " + name);
    return test_server::shared().dsn(name);
}

} // namespace federwerk::tests
