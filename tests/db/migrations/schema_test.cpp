// SPDX-License-Identifier: AGPL-3.0-or-later
#include "db/postgres_programs.hpp"
#include "support/source_tree.hpp"
#include "support/test_database.hpp"
#include "support/test_server.hpp"

#include <catch2/catch.hpp>

#include <cstdlib>
#include <fstream>
#include <sstream>

using namespace federwerk;

namespace {

// What pg_dump says of the schema, without what depends on its version and on the account.
std::string dump(std::string const& dsn)
{
    tests::temporary_folder const folder;
    auto const file = folder.path() / "dump";
    auto const programs = db::find_postgres();
    REQUIRE(programs);
    db::program const pg_dump{{programs.value().folder / "pg_dump", "--schema-only", "--no-owner",
                               "--no-privileges", "--no-comments", "--dbname=" + dsn},
                              folder.path(),
                              file,
                              std::nullopt};
    auto const status = db::run_program(pg_dump);
    INFO(tests::read_file(file));
    REQUIRE(status.value() == 0);
    std::istringstream in(tests::read_file(file));
    std::string out = "-- SPDX-License-Identifier: AGPL-3.0-or-later\n-- The schema that the migrations "
                      "make. Written by scripts/dump-schema; a test compares it.\n";
    for (std::string line; std::getline(in, line);)
        if (!line.empty() && !line.starts_with("--") && !line.starts_with("SET ") &&
            !line.starts_with("\\") && !line.starts_with("SELECT pg_catalog.set_config"))
            out += line + "\n";
    return out;
}

} // namespace

TEST_CASE("migrations/schema.sql is what the migrations make", "[db][schema]")
{
    tests::test_database const base;
    auto const file = tests::source_tree() / "migrations" / "schema.sql";
    auto const made = dump(base.dsn());
    if (std::getenv("WRITE_SCHEMA") != nullptr)
        std::ofstream(file, std::ios::binary) << made;
    INFO("Write it anew by scripts/dump-schema");
    CHECK((tests::read_file(file) == made));
}
