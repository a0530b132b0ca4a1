// SPDX-License-Identifier: AGPL-3.0-or-later
// What the partners of pacts may read here, and what came from them.
#include "db/opening_rows.hpp"
#include "db/pacts.hpp"
#include "db/values.hpp"

namespace federwerk::db {

result<std::vector<domain::opening>> openings_for_station(transaction& tx, viewer who, page const& p)
{
    return read_openings(tx, tx.exec_params("/* pact_openings.list */ SELECT" + opening_columns +
                                                "FROM opening o WHERE" + opening_is_seen + R"sql(
           AND o.local AND o.closed_at IS NULL AND o.ends_at > now()
           AND o.audience IN ('everyone', 'pacts')
           AND (o.full_until IS NULL OR o.full_until <= now())
           AND ($2::bigint IS NULL OR o.id < $2)
         ORDER BY o.id DESC
         LIMIT $3
    )sql",
                                            nullable(who), nullable(p.before), p.limit));
}

result<bool> is_followed_by_people(transaction& tx, core::snowflake owner_id)
{
    auto const row = tx.exec_params1(R"sql(/* pact_openings.is_followed */
        SELECT EXISTS (SELECT FROM follow f JOIN member m ON m.actor_id = f.follower_id
                        WHERE f.followed_id = $1 AND f.state = 'accepted') AS followed
    )sql",
                                     owner_id.value);
    return row["followed"].as<bool>();
}

result<> forget_openings_of_pact(transaction& tx, std::string const& host)
{
    tx.exec_params(R"sql(/* pact_openings.forget_recipient */
        DELETE FROM opening_recipient t
              USING opening o, actor owner, actor here
         WHERE t.opening_id = o.id AND owner.id = o.actor_id AND owner.host = $1 AND NOT o.local
           AND here.id = t.actor_id AND here.local AND here.username = 'station'
    )sql",
                   host);
    tx.exec_params(R"sql(/* pact_openings.forget */
        DELETE FROM opening o
              USING actor owner
         WHERE owner.id = o.actor_id AND owner.host = $1 AND NOT o.local
           AND CASE WHEN o.audience = 'everyone'
                    THEN NOT EXISTS (SELECT FROM follow f JOIN member m ON m.actor_id = f.follower_id
                                      WHERE f.followed_id = o.actor_id AND f.state = 'accepted')
                    ELSE NOT EXISTS (SELECT FROM opening_recipient t WHERE t.opening_id = o.id)
               END
    )sql",
                   host);
    return {};
}

} // namespace federwerk::db
