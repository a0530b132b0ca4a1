// SPDX-License-Identifier: AGPL-3.0-or-later
#include "db/public_highlights.hpp"

#include "db/highlight_rows.hpp"
#include "db/values.hpp"

namespace federwerk::db {

result<std::vector<domain::highlight>> latest_public_highlights(transaction& tx, int limit)
{
    return read_highlights(tx,
                           tx.exec_params("/* public_highlights.latest */ SELECT" + highlight_columns + R"sql(
          FROM highlight h
         WHERE h.local AND h.visibility = 'public' AND NOT h.quiet
           AND visible_to(NULL, h.id, h.actor_id, h.visibility, false)
         ORDER BY h.id DESC
         LIMIT $1
    )sql",
                                          limit));
}

result<std::vector<domain::highlight>> public_timeline(transaction& tx, core::snowflake actor_id,
                                                       std::optional<core::snowflake> before, int limit)
{
    auto const last = nullable(before);
    return read_highlights(tx, tx.exec_params(R"sql(/* public_highlights.timeline */
        WITH timeline AS (
            SELECT h.*, coalesce(h.happened_to, h.happened_from, (h.published AT TIME ZONE 'UTC')::date) AS day
              FROM )sql" + highlights_by_or_with + R"sql( h
             WHERE h.visibility = 'public'
               AND (SELECT visible_to(NULL, NULL, $1, 'public', true)) -- Whose page it is
               AND visible_to(NULL, h.id, h.actor_id, h.visibility, h.actor_id = $1))
        SELECT)sql" + highlight_columns + R"sql(
          FROM timeline h
         WHERE $2::bigint IS NULL OR (h.day, h.id) < (SELECT b.day, b.id FROM timeline b WHERE b.id = $2)
         ORDER BY h.day DESC, h.id DESC
         LIMIT $3
    )sql",
                                              actor_id.value, last, limit));
}

} // namespace federwerk::db
