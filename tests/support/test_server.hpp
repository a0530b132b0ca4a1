// SPDX-License-Identifier: AGPL-3.0-or-later
// The PostgreSQL server behind test_database: in a temporary folder, without a network, gone with the
// process.
#pragma once

#include "db/postgres_programs.hpp"

#include <filesystem>
#include <string>

namespace federwerk::tests {

// A folder under /tmp that goes away with the object.
class temporary_folder {
public:
    temporary_folder();
    ~temporary_folder();
    temporary_folder(temporary_folder const&) = delete;
    temporary_folder& operator=(temporary_folder const&) = delete;
    std::filesystem::path const& path() const { return path_; }

private:
    std::filesystem::path path_;
};

class test_server {
public:
    static test_server& shared(); // Started at first use, once per process

    std::string dsn(std::string const& database) const;
    void execute(std::string const& sql); // Outside a transaction, in the database postgres

private:
    test_server();
    ~test_server();
    void start();

    temporary_folder folder_;
    pid_t server_ = 0;
};

} // namespace federwerk::tests
