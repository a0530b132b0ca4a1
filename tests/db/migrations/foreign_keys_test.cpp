// SPDX-License-Identifier: AGPL-3.0-or-later
#include "support/test_database.hpp"

#include <catch2/catch.hpp>

using namespace federwerk;

// Deleting what is pointed at reads the whole table that points, once for each row, where no index helps.
TEST_CASE("every foreign key has an index that its deletes can use", "[db][schema]")
{
    tests::test_database base;
    base.in_transaction([](db::transaction& tx) {
        auto const rows = tx.exec(R"sql(
            SELECT c.conrelid::regclass || ' (' || string_agg(a.attname, ', ' ORDER BY k.place) || ')' AS key
              FROM pg_constraint c
             CROSS JOIN LATERAL unnest(c.conkey) WITH ORDINALITY AS k (attnum, place)
              JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.attnum
             WHERE c.contype = 'f'
               AND NOT EXISTS (SELECT
                                 FROM pg_index i
                                WHERE i.indrelid = c.conrelid AND i.indisvalid
                                  AND (i.indkey::smallint[])[0:cardinality(c.conkey) - 1] @> c.conkey
                                  AND (i.indpred IS NULL
                                       OR pg_get_expr(i.indpred, i.indrelid)
                                          IN (SELECT format('(%I IS NOT NULL)', p.attname)
                                                FROM pg_attribute p
                                               WHERE p.attrelid = c.conrelid AND p.attnum = ANY (c.conkey))))
             GROUP BY c.oid
             ORDER BY 1
        )sql");
        for (auto const& row : rows)
            UNSCOPED_INFO(row["key"].as<std::string>());
        CHECK(rows.empty());
    });
}
