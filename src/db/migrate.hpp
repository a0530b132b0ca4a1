// SPDX-License-Identifier: AGPL-3.0-or-later
// Brings a database to the schema of this program, forward only. The files of migrations/ are inside the
// program.
#pragma once

#include "core/result.hpp"

#include <span>
#include <string>
#include <string_view>

namespace federwerk::db {

struct migration {
    int version;           // 1 of 0001_foundations.sql
    std::string_view name; // "foundations"
    std::string_view sql;
};

// In the order of their versions.
std::span<migration const> embedded_migrations();

// Applies what is missing, each in a transaction of its own, and gives how many that were. Several processes
// may do so at once: one works, the others wait for it. Refuses a schema that is newer than this program, and
// one that was made by a file which has changed since.
result<int> migrate(std::string const& dsn);
result<int> migrate(std::string const& dsn, std::span<migration const> all);

// Whether the schema is exactly this program's.
result<> check_schema(std::string const& dsn);
result<> check_schema(std::string const& dsn, std::span<migration const> all);

} // namespace federwerk::db
