// SPDX-License-Identifier: AGPL-3.0-or-later
#include "db/tombstones.hpp"

#include "db/values.hpp"

namespace federwerk::db {

result<> insert_tombstone(transaction& tx, tombstone const& t)
{
    tx.exec_params(R"sql(/* tombstones.insert */
        INSERT INTO tombstone (uri, local, former_type, deleted_at, actor_id) VALUES ($1, $2, $3, $4::timestamptz, $5)
        ON CONFLICT (uri, actor_id) DO NOTHING
    )sql",
                   t.uri, t.local, t.former_type, timestamp(t.deleted_at), nullable(t.actor_id));
    return {};
}

result<std::optional<tombstone>> find_tombstone(transaction& tx, std::string const& uri)
{
    auto const rows = tx.exec_params(R"sql(/* tombstones.find */
        SELECT uri, local, former_type, milliseconds(deleted_at) AS deleted_at FROM tombstone
         WHERE uri = $1 AND actor_id IS NULL
    )sql",
                                     uri);
    if (rows.empty())
        return std::nullopt;
    auto const row = rows[0];
    return tombstone{row["uri"].as<std::string>(), row["local"].as<bool>(),
                     row["former_type"].as<std::string>(), to_time(row["deleted_at"]), std::nullopt};
}

result<bool> is_deleted(transaction& tx, std::string const& uri, core::snowflake owner_id)
{
    auto const rows = tx.exec_params(R"sql(/* tombstones.is_deleted */
        SELECT FROM tombstone WHERE uri = $1 AND (actor_id = $2 OR actor_id IS NULL) LIMIT 1
    )sql",
                                     uri, owner_id.value);
    return !rows.empty();
}

} // namespace federwerk::db
