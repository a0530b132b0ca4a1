// SPDX-License-Identifier: AGPL-3.0-or-later
#include "db/badges.hpp"

#include "db/values.hpp"

namespace federwerk::db {

result<std::vector<domain::badge>> worn_by(transaction& tx, core::snowflake actor_id)
{
    std::vector<core::snowflake> ids;
    for (auto const& row : tx.exec_params(R"sql(/* worn_badges.list */
            SELECT badge_id FROM worn_badge WHERE actor_id = $1 ORDER BY position
        )sql",
                                          actor_id.value))
        ids.push_back(to_id(row["badge_id"]));
    return find_badges(tx, ids);
}

result<std::vector<core::snowflake>> wear(transaction& tx, core::snowflake actor_id,
                                          std::vector<core::snowflake> const& badges)
{
    tx.exec_params(R"sql(/* worn_badges.take_off */
        DELETE FROM worn_badge WHERE actor_id = $1 AND badge_id <> ALL ($2::bigint[])
    )sql",
                   actor_id.value, array(badges));
    // What is worn already keeps its date; xmax is 0 where a row is new.
    auto const rows = tx.exec_params(R"sql(/* worn_badges.put_on */
        INSERT INTO worn_badge (actor_id, badge_id, position)
             SELECT $1, wanted.badge_id, min(wanted.place)
               FROM unnest($2::bigint[]) WITH ORDINALITY AS wanted (badge_id, place)
              GROUP BY wanted.badge_id
        ON CONFLICT (actor_id, badge_id) DO UPDATE SET position = excluded.position
          RETURNING badge_id, xmax = 0 AS is_new
    )sql",
                                     actor_id.value, array(badges));
    std::vector<core::snowflake> put_on;
    for (auto const& row : rows)
        if (row["is_new"].as<bool>())
            put_on.push_back(to_id(row["badge_id"]));
    return put_on;
}

result<std::vector<unadopted_badge>> unadopted_badges(transaction& tx)
{
    std::vector<unadopted_badge> found;
    for (auto const& row : tx.exec_params(R"sql(/* badges.unadopted */
            SELECT id, slug, name, description FROM badge WHERE actor_id IS NULL AND host = '' ORDER BY id FOR UPDATE
        )sql"))
        found.push_back({to_id(row["id"]), row["slug"].as<std::string>(), row["name"].as<std::string>(),
                         row["description"].as<std::string>()});
    return found;
}

result<> give_actor(transaction& tx, core::snowflake badge_id, core::snowflake actor_id)
{
    tx.exec_params(R"sql(/* badges.give_actor */
        UPDATE badge SET actor_id = $2 WHERE id = $1 AND actor_id IS NULL
    )sql",
                   badge_id.value, actor_id.value);
    return {};
}

} // namespace federwerk::db
