// SPDX-License-Identifier: AGPL-3.0-or-later
#include "db/past_ids.hpp"

#include "db/values.hpp"

namespace federwerk::db {

// Peers round to seconds, so the first choice may be taken.
result<core::snowflake> id_at(transaction& tx, core::time_point when)
{
    auto const rows = tx.exec_params(R"sql(/* past_ids.at */
        WITH wanted AS MATERIALIZED (SELECT snowflake_at($1::timestamptz) AS id)
        SELECT wanted.id + step AS id
          FROM wanted, generate_series(0, 4095) AS step
         WHERE NOT EXISTS (SELECT FROM highlight WHERE highlight.id = wanted.id + step)
           AND NOT EXISTS (SELECT FROM opening WHERE opening.id = wanted.id + step)
         ORDER BY step
         LIMIT 1
    )sql",
                                     timestamp(when));
    if (rows.empty())
        return failure{errc::conflict, "no free id at " + core::to_rfc3339(when), {}};
    return to_id(rows[0]["id"]);
}

} // namespace federwerk::db
