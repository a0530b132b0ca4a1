// SPDX-License-Identifier: AGPL-3.0-or-later
// A real PostgreSQL for tests: one private server per test executable, one freshly migrated database per
// instance.
#pragma once

#include "db/pool.hpp"
#include "support/results.hpp"

#include <memory>
#include <mutex>
#include <string>

namespace federwerk::tests {

class test_database {
public:
    test_database(); // Throws where PostgreSQL is not to be had
    ~test_database();
    test_database(test_database const&) = delete;
    test_database& operator=(test_database const&) = delete;

    std::string const& dsn() const { return dsn_; }
    db::pool& pool(); // Made at first use, with four connections
    void close();     // Ends the pool, for tests that need to be alone with the database

    // Runs work(tx) in a transaction of its own connection and rolls it back, whatever happened in it.
    void in_transaction(std::function<void(db::transaction&)> const& work);

    // Commits; for preparing what several connections see.
    void commit(std::function<void(db::transaction&)> const& work);

    static std::string empty_database(); // The DSN of a new one without any schema

private:
    std::string name_, dsn_;
    std::mutex making_pool_;
    std::unique_ptr<db::pool> pool_;
};

} // namespace federwerk::tests
