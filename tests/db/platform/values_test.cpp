// SPDX-License-Identifier: AGPL-3.0-or-later
#include "db/values.hpp"
#include "support/people.hpp"
#include "support/test_database.hpp"

#include <catch2/catch.hpp>

using namespace federwerk;

TEST_CASE("lists of texts survive the way to the database and back", "[db][values]")
{
    std::vector<std::string> const texts{"",   "NULL",   "a,b",     "\"quoted\"", "back\\slash",
                                         "{}", "Zoë ✨", " space ", "it's"};
    tests::test_database base;
    base.in_transaction([&](db::transaction& tx) {
        auto const row =
            tx.exec_params1("SELECT $1::text[] AS list, cardinality($1::text[]) AS size", db::array(texts));
        CHECK(row["size"].as<std::size_t>() == texts.size());
        CHECK(db::to_texts(row["list"]) == texts);
        CHECK(db::to_texts(tx.exec1("SELECT '{}'::text[]")[0]).empty());
    });
}

TEST_CASE("ids, bytes and times survive the way to the database and back", "[db][values]")
{
    std::vector<core::snowflake> const ids{{1}, {9007199254740991}};
    std::string const raw("\0\x01\xFF'\\", 5);
    auto const t = core::parse_rfc3339("2026-03-01T10:00:00.123Z").value();
    tests::test_database base;
    base.in_transaction([&](db::transaction& tx) {
        auto const row = tx.exec_params1("SELECT $1::bigint[] AS ids, $2::bytea AS raw, "
                                         "milliseconds($3::timestamptz) AS t, NULL::bigint AS none",
                                         db::array(ids), db::bytes(raw), db::timestamp(t));
        CHECK(db::to_ids(row["ids"]) == ids);
        CHECK(db::to_bytes(row["raw"]) == raw);
        CHECK(db::to_time(row["t"]) == t);
        CHECK_FALSE(db::to_optional_time(row["none"]));
        CHECK_FALSE(db::to_optional_id(row["none"]));
        CHECK_FALSE(db::to_optional_text(row["none"]));
    });
}

TEST_CASE("snowflakes are below 2^53, ascending and never the same", "[db][values]")
{
    tests::test_database base;
    base.in_transaction([&](db::transaction& tx) {
        auto const row = tx.exec1("SELECT count(DISTINCT id) AS n, max(id) AS last, min(id) AS first "
                                  "FROM (SELECT snowflake() AS id FROM generate_series(1, 2000)) AS made");
        CHECK(row["n"].as<int>() == 2000);
        CHECK(row["last"].as<std::int64_t>() < (std::int64_t{1} << 53));
        CHECK(row["first"].as<std::int64_t>() > 0);
    });
}

TEST_CASE("the people of tests are rows like any other", "[db][support]")
{
    tests::test_database base;
    base.in_transaction([&](db::transaction& tx) {
        auto const alice = tests::add_member(tx, "alice");
        auto const bo = tests::add_remote_actor(tx, "https://b.test/u/bo");
        CHECK(alice.handle() == "alice@a.test");
        CHECK(bo.handle() == "bo@b.test");
        CHECK(tx.exec1("SELECT count(*) FROM actor WHERE username IN ('alice', 'bo')")[0].as<int>() == 2);
    });
    CHECK(
        base.pool()
            .run_now([](db::transaction& tx) -> result<int> {
                return tx.exec1("SELECT count(*) FROM actor WHERE username IN ('alice', 'bo')")[0].as<int>();
            })
            .value() == 0);
}
