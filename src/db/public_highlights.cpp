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

result<std::vector<core::snowflake>> badges_on_public_highlights(transaction& tx, core::snowflake actor_id)
{
    auto const rows = tx.exec_params(R"sql(/* public_highlights.badges */
        SELECT DISTINCT hb.badge_id
          FROM highlight h
          JOIN highlight_badge hb ON hb.highlight_id = h.id
         WHERE h.actor_id = $1 AND h.visibility = 'public'
           AND visible_to(NULL, h.id, h.actor_id, h.visibility, true)
    )sql",
                                     actor_id.value);
    std::vector<core::snowflake> out;
    for (auto const& row : rows)
        out.push_back(to_id(row["badge_id"]));
    return out;
}

} // namespace federwerk::db
