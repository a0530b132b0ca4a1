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
    std::optional<std::int64_t> const last = before ? std::optional(before->value) : std::nullopt;
    return read_highlights(tx, tx.exec_params("/* public_highlights.timeline */ SELECT" + highlight_columns +
                                                  R"sql(
          FROM highlight h
         CROSS JOIN LATERAL (SELECT coalesce(h.happened_to, h.happened_from,
                                             (h.published AT TIME ZONE 'UTC')::date) AS day) happened
         WHERE h.actor_id = $1 AND h.visibility = 'public'
           AND visible_to(NULL, h.id, h.actor_id, h.visibility, true)
           AND ($2::bigint IS NULL
                OR (happened.day, h.id) < (SELECT coalesce(b.happened_to, b.happened_from,
                                                           (b.published AT TIME ZONE 'UTC')::date), b.id
                                             FROM highlight b
                                            WHERE b.id = $2 AND b.actor_id = $1))
         ORDER BY happened.day DESC, h.id DESC
         LIMIT $3
    )sql",
                                              actor_id.value, last, limit));
}

} // namespace federwerk::db
