// SPDX-License-Identifier: AGPL-3.0-or-later
#include "db/outbox_visits.hpp"

#include "db/values.hpp"

namespace federwerk::db {

result<> wish_outbox_visit(transaction& tx, core::snowflake actor_id)
{
    tx.exec_params(R"sql(/* outbox_visits.wish */
        INSERT INTO outbox_visit AS visit (actor_id)
             SELECT id FROM actor WHERE id = $1 AND NOT local AND outbox IS NOT NULL
        ON CONFLICT (actor_id) DO UPDATE
                SET run_at = now(), attempts = 0, done_at = NULL, lease_until = NULL
              WHERE visit.done_at < now() - interval '1 hour'
    )sql",
                   actor_id.value);
    return {};
}

result<std::vector<outbox_visit>> claim_outbox_visits(transaction& tx, int limit, std::chrono::seconds lease)
{
    auto const rows = tx.exec_params(R"sql(/* outbox_visits.claim */
        UPDATE outbox_visit AS visit
           SET lease_until = now() + make_interval(secs => $2), attempts = visit.attempts + 1
          FROM actor
         WHERE actor.id = visit.actor_id
           AND visit.actor_id IN (SELECT due.actor_id
                                    FROM outbox_visit AS due
                                   WHERE due.done_at IS NULL AND due.run_at <= now()
                                     AND (due.lease_until IS NULL OR due.lease_until < now())
                                ORDER BY due.run_at
                                   LIMIT $1
                                     FOR UPDATE SKIP LOCKED)
     RETURNING visit.actor_id, actor.uri, visit.attempts
    )sql",
                                     limit, static_cast<int>(lease.count()));
    std::vector<outbox_visit> out;
    for (auto const& row : rows)
        out.push_back({to_id(row["actor_id"]), row["uri"].as<std::string>(), row["attempts"].as<int>()});
    return out;
}

result<> finish_outbox_visit(transaction& tx, core::snowflake actor_id)
{
    tx.exec_params(R"sql(/* outbox_visits.finish */
        UPDATE outbox_visit SET done_at = now(), lease_until = NULL WHERE actor_id = $1
    )sql",
                   actor_id.value);
    return {};
}

result<> postpone_outbox_visit(transaction& tx, core::snowflake actor_id, std::chrono::seconds delay)
{
    tx.exec_params(R"sql(/* outbox_visits.postpone */
        UPDATE outbox_visit SET run_at = now() + make_interval(secs => $2), lease_until = NULL WHERE actor_id = $1
    )sql",
                   actor_id.value, static_cast<int>(delay.count()));
    return {};
}

} // namespace federwerk::db
