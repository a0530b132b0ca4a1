// SPDX-License-Identifier: AGPL-3.0-or-later
#include "db/activities.hpp"

#include "db/values.hpp"

namespace federwerk::db {

result<std::optional<said_activity>> find_activity(transaction& tx, core::snowflake id)
{
    auto const rows = tx.exec_params(R"sql(/* activities.find */
        SELECT id, actor_id, uri, type, object_uri, highlight_id, public, body
          FROM activity
         WHERE id = $1
    )sql",
                                     id.value);
    if (rows.empty())
        return std::nullopt;
    auto const row = rows[0];
    return said_activity{.id = to_id(row["id"]),
                         .actor_id = to_id(row["actor_id"]),
                         .uri = row["uri"].as<std::string>(),
                         .type = row["type"].as<std::string>(),
                         .object_uri = row["object_uri"].as<std::string>(),
                         .highlight_id = to_optional_id(row["highlight_id"]),
                         .public_ = row["public"].as<bool>(),
                         .body = row["body"].as<std::string>()};
}

result<std::map<std::string, std::string>> create_uris(transaction& tx,
                                                       std::vector<std::string> const& object_uris)
{
    auto const rows = tx.exec_params(R"sql(/* activities.create_uris */
        SELECT object_uri, min(uri) AS uri
          FROM activity
         WHERE object_uri = ANY ($1::text[]) AND type = 'Create'
         GROUP BY object_uri
    )sql",
                                     array(object_uris));
    std::map<std::string, std::string> out;
    for (auto const& row : rows)
        out.emplace(row["object_uri"].as<std::string>(), row["uri"].as<std::string>());
    return out;
}

} // namespace federwerk::db
