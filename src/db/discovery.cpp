// SPDX-License-Identifier: AGPL-3.0-or-later
#include "db/discovery.hpp"

#include "db/actor_rows.hpp"
#include "db/badges.hpp"
#include "db/openings.hpp"
#include "db/values.hpp"

namespace federwerk::db {

namespace {

std::vector<core::snowflake> ids_of(pqxx::result const& rows)
{
    std::vector<core::snowflake> ids;
    for (auto const& row : rows)
        ids.push_back(to_id(row["id"]));
    return ids;
}

} // namespace

result<std::vector<domain::badge>> newly_made_badges(transaction& tx)
{
    auto const rows = tx.exec_params(R"sql(/* discovery.badges */
        SELECT b.id
          FROM badge b
          JOIN actor maker ON maker.id = b.creator_id AND maker.state = 'active'
         WHERE b.host = '' AND b.actor_id IS NOT NULL
         ORDER BY b.id DESC
         LIMIT $1
    )sql",
                                     discovery_length);
    return find_badges(tx, ids_of(rows));
}

result<std::vector<domain::actor>> newly_joined_members(transaction& tx, core::snowflake viewer_id)
{
    auto const rows = tx.exec_params("/* discovery.members */ SELECT " + std::string(actor_columns) + R"sql(
          FROM actor
          JOIN member m ON m.actor_id = actor.id AND m.state = 'active'
         WHERE actor.state = 'active' AND actor.discoverable AND actor.moved_to IS NULL AND actor.id <> $1
           AND NOT EXISTS (SELECT FROM block b
                            WHERE (b.actor_id = $1 AND b.blocked_id = actor.id)
                               OR (b.actor_id = actor.id AND b.blocked_id = $1))
         ORDER BY actor.id DESC
         LIMIT $2
    )sql",
                                     viewer_id.value, discovery_length);
    std::vector<domain::actor> found;
    for (auto const& row : rows)
        found.push_back(read_actor_row(row));
    return found;
}

result<std::vector<domain::opening>> openings_ending_soon(transaction& tx, core::snowflake viewer_id)
{
    auto const rows = tx.exec_params(R"sql(/* discovery.openings */
        SELECT o.id
          FROM (SELECT o.id, o.actor_id, o.local, o.audience, o.ends_at
                  FROM opening o
                 WHERE o.ends_at > now() AND o.ends_at < now() + make_interval(days => $2)
                   AND o.closed_at IS NULL AND (o.full_until IS NULL OR o.full_until <= now())
                   AND o.actor_id <> $1
                   AND NOT EXISTS (SELECT FROM block b WHERE b.actor_id = $1 AND b.blocked_id = o.actor_id)
                   AND NOT EXISTS (SELECT FROM organisation_role mine WHERE mine.organisation_id = o.actor_id AND mine.member_id = $1)
                 ORDER BY o.ends_at, o.id) AS o
         WHERE opening_visible_to($1, o.id, o.actor_id, o.local, o.audience, false)
         ORDER BY o.ends_at, o.id
         LIMIT $3
    )sql",
                                     viewer_id.value, static_cast<int>(soon.count()), discovery_length);
    return find_openings(tx, ids_of(rows), viewer_id);
}

} // namespace federwerk::db
