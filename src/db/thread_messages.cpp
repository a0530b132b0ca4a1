// SPDX-License-Identifier: AGPL-3.0-or-later
#include "db/thread_messages.hpp"

#include "db/values.hpp"

namespace federwerk::db {

namespace {

thread_message read_message(pqxx::row const& row)
{
    return {to_id(row["id"]),         row["uri"].as<std::string>(),  to_id(row["request_id"]),
            to_id(row["actor_id"]),   row["html"].as<std::string>(), row["plain"].as<std::string>(),
            to_time(row["published"])};
}

std::string const select_message = R"sql(
        SELECT id, uri, request_id, actor_id, html, plain, milliseconds(published) AS published
          FROM thread_message )sql";

} // namespace

result<bool> insert_thread_message(transaction& tx, thread_message const& m)
{
    return !tx.exec_params(R"sql(/* thread_messages.insert */
        INSERT INTO thread_message (id, uri, request_id, actor_id, html, plain, published)
             VALUES (coalesce(nullif($1::bigint, 0), snowflake()), $2, $3, $4, $5, $6, $7::timestamptz)
        ON CONFLICT DO NOTHING
          RETURNING id
    )sql",
                           m.id.value, m.uri, m.request_id.value, m.actor_id.value, m.html, m.plain,
                           timestamp(m.published))
                .empty();
}

result<std::vector<thread_message>> thread_messages(transaction& tx, core::snowflake request_id,
                                                    std::optional<core::snowflake> before, int limit)
{
    std::vector<thread_message> out;
    for (auto const& row : tx.exec_params(
             "/* thread_messages.of_request */ " + select_message +
                 "WHERE request_id = $1 AND ($2::bigint IS NULL OR id < $2) ORDER BY id DESC LIMIT $3",
             request_id.value, nullable(before), limit))
        out.push_back(read_message(row));
    return out;
}

result<int> count_thread_messages_today(transaction& tx, core::snowflake request_id, core::snowflake actor_id,
                                        core::time_point now)
{
    auto const row = tx.exec_params1(R"sql(/* thread_messages.count_today */
        SELECT count(*) AS written
          FROM thread_message
         WHERE request_id = $1 AND actor_id = $2 AND published > $3::timestamptz - interval '1 day'
    )sql",
                                     request_id.value, actor_id.value, timestamp(now));
    return row["written"].as<int>();
}

result<std::vector<std::string>> thread_messages_by(transaction& tx, core::snowflake request_id,
                                                    core::snowflake actor_id)
{
    std::vector<std::string> out;
    for (auto const& row : tx.exec_params(R"sql(/* thread_messages.by_actor */
        SELECT uri
          FROM thread_message
         WHERE request_id = $1 AND actor_id = $2
         ORDER BY id
    )sql",
                                          request_id.value, actor_id.value))
        out.push_back(row["uri"].as<std::string>());
    return out;
}

result<std::optional<thread_message>> find_thread_message(transaction& tx, std::string const& uri)
{
    auto const rows = tx.exec_params("/* thread_messages.find */ " + select_message + "WHERE uri = $1", uri);
    return rows.empty() ? std::nullopt : std::optional(read_message(rows[0]));
}

result<bool> delete_thread_message(transaction& tx, std::string const& uri, core::snowflake actor_id)
{
    return tx.exec_params(
                 "/* thread_messages.delete */ DELETE FROM thread_message WHERE uri = $1 AND actor_id = $2",
                 uri, actor_id.value)
               .affected_rows() > 0;
}

result<> delete_thread_messages(transaction& tx, core::snowflake request_id)
{
    tx.exec_params(R"sql(/* thread_messages.delete_letters */
        DELETE FROM activity a
         USING thread_message m
         WHERE m.request_id = $1 AND a.object_uri = m.uri AND a.type = 'Create'
    )sql",
                   request_id.value);
    tx.exec_params("/* thread_messages.delete_all */ DELETE FROM thread_message WHERE request_id = $1",
                   request_id.value);
    return {};
}

} // namespace federwerk::db
