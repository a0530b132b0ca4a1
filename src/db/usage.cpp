// SPDX-License-Identifier: AGPL-3.0-or-later
#include "db/usage.hpp"

namespace federwerk::db {

result<usage> count_usage(transaction& tx)
{
    auto const row = tx.exec_params1(R"sql(/* usage.count */
        SELECT count(*) AS members,
               count(*) FILTER (WHERE last.said > now() - interval '30 days') AS active_month,
               count(*) FILTER (WHERE last.said > now() - interval '180 days') AS active_half_year,
               (SELECT count(*) FROM highlight WHERE local) AS highlights
          FROM member
          LEFT JOIN LATERAL (SELECT greatest(
                    (SELECT created_at FROM activity WHERE actor_id = member.actor_id ORDER BY id DESC LIMIT 1),
                    (SELECT published FROM highlight WHERE actor_id = member.actor_id ORDER BY id DESC LIMIT 1)) AS said)
                AS last ON true
         WHERE member.state = 'active'
    )sql");
    return usage{.members = row["members"].as<std::int64_t>(),
                 .active_month = row["active_month"].as<std::int64_t>(),
                 .active_half_year = row["active_half_year"].as<std::int64_t>(),
                 .highlights = row["highlights"].as<std::int64_t>()};
}

} // namespace federwerk::db
