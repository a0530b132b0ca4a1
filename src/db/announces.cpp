// SPDX-License-Identifier: AGPL-3.0-or-later
#include "db/announces.hpp"

#include "db/values.hpp"

namespace federwerk::db {

namespace {

announce to_announce(pqxx::row const& row)
{
    return {to_id(row["id"]), row["uri"].as<std::string>(), to_id(row["actor_id"]),
            to_id(row["highlight_id"]), to_time(row["published"])};
}

std::vector<announce> to_announces(pqxx::result const& rows)
{
    std::vector<announce> list;
    for (auto const& row : rows)
        list.push_back(to_announce(row));
    return list;
}

} // namespace

result<bool> insert_announce(transaction& tx, announce const& a)
{
    return !tx.exec_params(R"sql(/* announces.insert */
        INSERT INTO announce (id, uri, actor_id, highlight_id, published)
             VALUES ($1, $2, $3, $4, $5::timestamptz)
        ON CONFLICT DO NOTHING
          RETURNING id
    )sql",
                           a.id.value, a.uri, a.actor_id.value, a.highlight_id.value, timestamp(a.published))
                .empty();
}

result<std::vector<announce>> announces_by_our_badges(transaction& tx, core::snowflake highlight_id)
{
    return to_announces(tx.exec_params(R"sql(/* announces.by_our_badges */
        SELECT n.id, n.uri, n.actor_id, n.highlight_id, milliseconds(n.published) AS published
          FROM announce n
          JOIN badge b ON b.actor_id = n.actor_id AND b.host = ''
         WHERE n.highlight_id = $1
         ORDER BY n.id
    )sql",
                                       highlight_id.value));
}

result<std::vector<std::string>> announced_uris_of(transaction& tx, core::snowflake author_id)
{
    std::vector<std::string> uris;
    for (auto const& row : tx.exec_params(R"sql(/* announces.of_author */
            SELECT DISTINCT h.uri
              FROM highlight h
              JOIN announce n ON n.highlight_id = h.id
              JOIN badge b ON b.actor_id = n.actor_id AND b.host = ''
             WHERE h.actor_id = $1
        )sql",
                                          author_id.value))
        uris.push_back(row["uri"].as<std::string>());
    return uris;
}

result<std::optional<announce>> find_announce(transaction& tx, std::string const& uri)
{
    auto const rows = tx.exec_params(R"sql(/* announces.find */
        SELECT id, uri, actor_id, highlight_id, milliseconds(published) AS published FROM announce WHERE uri = $1
    )sql",
                                     uri);
    return rows.empty() ? std::nullopt : std::optional(to_announce(rows[0]));
}

result<std::optional<announce>> find_announce_of(transaction& tx, core::snowflake actor_id,
                                                 core::snowflake highlight_id)
{
    auto const rows = tx.exec_params(R"sql(/* announces.find_of */
        SELECT n.id, n.uri, n.actor_id, n.highlight_id, milliseconds(n.published) AS published
          FROM announce n
         WHERE n.actor_id = $1 AND n.highlight_id = $2
    )sql",
                                     actor_id.value, highlight_id.value);
    return rows.empty() ? std::nullopt : std::optional(to_announce(rows[0]));
}

result<> delete_announce(transaction& tx, core::snowflake id)
{
    tx.exec_params("/* announces.delete */ DELETE FROM announce WHERE id = $1", id.value);
    return {};
}

result<std::vector<announce>> announces_of(transaction& tx, core::snowflake actor_id,
                                           std::optional<core::snowflake> before, int limit)
{
    return to_announces(tx.exec_params(R"sql(/* announces.of_actor */
        SELECT n.id, n.uri, n.actor_id, n.highlight_id, milliseconds(n.published) AS published
          FROM announce n
          JOIN highlight h ON h.id = n.highlight_id
         WHERE n.actor_id = $1 AND ($2::bigint IS NULL OR n.id < $2)
           AND visible_to(NULL, h.id, h.actor_id, h.visibility, false)
         ORDER BY n.id DESC
         LIMIT $3
    )sql",
                                       actor_id.value, nullable(before), limit));
}

} // namespace federwerk::db
