// SPDX-License-Identifier: AGPL-3.0-or-later
#include "db/follows.hpp"

#include "db/actor_rows.hpp"
#include "db/values.hpp"

namespace federwerk::db {
namespace {

constexpr char const* follow_columns = R"sql(
        follow.id AS follow_id, follow.uri AS follow_uri, follow.follower_id, follow.followed_id,
        follow.state AS follow_state, milliseconds(follow.created_at) AS follow_created_at)sql";
std::string const select_follow = std::string("SELECT ") + follow_columns + " FROM follow ";

follow read_follow(pqxx::row const& row)
{
    follow f;
    f.id = to_id(row["follow_id"]);
    f.follower_id = to_id(row["follower_id"]);
    f.followed_id = to_id(row["followed_id"]);
    f.uri = row["follow_uri"].as<std::string>();
    f.state = row["follow_state"].as<std::string>() == "accepted" ? follow_state::accepted
                                                                  : follow_state::requested;
    f.created_at = to_time(row["follow_created_at"]);
    return f;
}

std::optional<follow> first(pqxx::result const& rows)
{
    if (rows.empty())
        return std::nullopt;
    return read_follow(rows[0]);
}

std::vector<follow_row> read_rows(pqxx::result const& rows)
{
    std::vector<follow_row> out;
    for (auto const& row : rows)
        out.push_back({read_follow(row), read_actor_row(row)});
    return out;
}

// One side of the table with the actors of the other side.
std::string list_of(char const* name, char const* mine, char const* other, char const* which)
{
    return std::string("/* follows.") + name + " */ SELECT " + follow_columns + "," + actor_columns +
           " FROM follow JOIN actor ON actor.id = follow." + other + " WHERE follow." + mine +
           " = $1 AND ($2::bigint IS NULL OR follow.id < $2::bigint) AND " + which +
           " ORDER BY follow.id DESC LIMIT $3";
}

} // namespace

result<follow> upsert_follow(transaction& tx, follow const& wanted)
{
    auto const created = wanted.created_at == core::time_point{} ? core::now() : wanted.created_at;
    auto const rows =
        tx.exec_params(std::string(R"sql(/* follows.upsert */
        INSERT INTO follow (id, uri, follower_id, followed_id, state, created_at, accepted_at)
             VALUES (coalesce(nullif($1::bigint, 0), snowflake()), $2, $3, $4, $5, $6::timestamptz,
                     CASE WHEN $5 = 'accepted' THEN $6::timestamptz END)
        ON CONFLICT (follower_id, followed_id) DO UPDATE
           SET uri = EXCLUDED.uri,
               state = CASE WHEN follow.state = 'accepted' THEN 'accepted' ELSE EXCLUDED.state END,
               accepted_at = coalesce(follow.accepted_at, EXCLUDED.accepted_at)
     RETURNING )sql") + follow_columns,
                       wanted.id.value, wanted.uri, wanted.follower_id.value, wanted.followed_id.value,
                       std::string(wanted.state == follow_state::accepted ? "accepted" : "requested"),
                       timestamp(created));
    return read_follow(rows[0]);
}

result<std::optional<follow>> find_follow(transaction& tx, core::snowflake follower_id,
                                          core::snowflake followed_id)
{
    return first(
        tx.exec_params("/* follows.find */ " + select_follow + "WHERE follower_id = $1 AND followed_id = $2",
                       follower_id.value, followed_id.value));
}

result<std::optional<follow>> find_follow_by_id(transaction& tx, core::snowflake id)
{
    return first(tx.exec_params("/* follows.find_by_id */ " + select_follow + "WHERE id = $1", id.value));
}

result<std::optional<follow>> find_follow_by_uri(transaction& tx, std::string const& uri)
{
    return first(tx.exec_params("/* follows.find_by_uri */ " + select_follow + "WHERE uri = $1", uri));
}

result<bool> accept_follow(transaction& tx, core::snowflake id, core::time_point now)
{
    auto const done = tx.exec_params(R"sql(/* follows.accept */
        UPDATE follow SET state = 'accepted', accepted_at = $2::timestamptz WHERE id = $1 AND state = 'requested'
    )sql",
                                     id.value, timestamp(now));
    return done.affected_rows() > 0;
}

result<bool> delete_follow(transaction& tx, core::snowflake follower_id, core::snowflake followed_id)
{
    auto const done =
        tx.exec_params("/* follows.delete */ DELETE FROM follow WHERE follower_id = $1 AND followed_id = $2",
                       follower_id.value, followed_id.value);
    return done.affected_rows() > 0;
}

result<std::vector<follow_row>> follows_by(transaction& tx, core::snowflake follower_id,
                                           std::optional<core::snowflake> before, int limit)
{
    return read_rows(tx.exec_params(list_of("by", "follower_id", "followed_id", "true"), follower_id.value,
                                    nullable(before), limit));
}

result<std::vector<follow_row>> followers_of(transaction& tx, core::snowflake followed_id,
                                             std::optional<core::snowflake> before, int limit)
{
    return read_rows(
        tx.exec_params(list_of("followers", "followed_id", "follower_id", "follow.state = 'accepted'"),
                       followed_id.value, nullable(before), limit));
}

result<std::vector<follow_row>> follow_requests_of(transaction& tx, core::snowflake followed_id,
                                                   std::optional<core::snowflake> before, int limit)
{
    return read_rows(
        tx.exec_params(list_of("requests", "followed_id", "follower_id", "follow.state = 'requested'"),
                       followed_id.value, nullable(before), limit));
}

result<std::vector<follow>> local_follows_of(transaction& tx, core::snowflake followed_id)
{
    auto const rows = tx.exec_params("/* follows.local_of */ " + select_follow + R"sql(
          JOIN actor ON actor.id = follow.follower_id
         WHERE follow.followed_id = $1 AND actor.local ORDER BY follow.id)sql",
                                     followed_id.value);
    std::vector<follow> out;
    for (auto const& row : rows)
        out.push_back(read_follow(row));
    return out;
}

result<std::vector<follow_row>> local_followers_of(transaction& tx, core::snowflake followed_id)
{
    return read_rows(tx.exec_params(std::string("/* follows.local_followers */ SELECT ") + follow_columns +
                                        "," + actor_columns + R"sql(
          FROM follow JOIN actor ON actor.id = follow.follower_id
         WHERE follow.followed_id = $1 AND follow.state = 'accepted' AND actor.local)sql",
                                    followed_id.value));
}

result<> delete_follows_of(transaction& tx, core::snowflake actor_id)
{
    tx.exec_params("/* follows.delete_all */ DELETE FROM follow WHERE follower_id = $1 OR followed_id = $1",
                   actor_id.value);
    return {};
}

result<> delete_follows_at(transaction& tx, std::string const& domain)
{
    // The id's own host counts as much as the handle's.
    tx.exec_params(R"sql(/* follows.delete_at */
        DELETE FROM follow USING actor
         WHERE actor.id IN (follow.follower_id, follow.followed_id) AND NOT actor.local
           AND (   split_part(actor.host, ':', 1) = split_part($1, ':', 1)
                OR right(split_part(actor.host, ':', 1), length($1) + 1) = '.' || $1
                OR split_part(split_part(actor.uri, '/', 3), ':', 1) = split_part($1, ':', 1)
                OR right(split_part(split_part(actor.uri, '/', 3), ':', 1), length($1) + 1) = '.' || $1)
           AND 'suspend' IN (domain_severity(actor.host), domain_severity(split_part(actor.uri, '/', 3)))
    )sql",
                   domain);
    return {};
}

result<std::int64_t> count_followers(transaction& tx, core::snowflake followed_id)
{
    auto const rows = tx.exec_params("/* follows.count_followers */ SELECT count(*) AS n FROM follow WHERE "
                                     "followed_id = $1 AND state = 'accepted'",
                                     followed_id.value);
    return rows[0]["n"].as<std::int64_t>();
}

result<std::int64_t> count_following(transaction& tx, core::snowflake follower_id)
{
    auto const rows = tx.exec_params("/* follows.count_following */ SELECT count(*) AS n FROM follow WHERE "
                                     "follower_id = $1 AND state = 'accepted'",
                                     follower_id.value);
    return rows[0]["n"].as<std::int64_t>();
}

result<std::vector<std::string>> follower_uris_at(transaction& tx, core::snowflake followed_id,
                                                  std::string const& origin)
{
    auto const rows = tx.exec_params(R"sql(/* follows.follower_uris_at */
        SELECT actor.uri FROM follow JOIN actor ON actor.id = follow.follower_id
         WHERE follow.followed_id = $1 AND follow.state = 'accepted' AND NOT actor.local
           AND starts_with(actor.uri, $2::text || '/')
      ORDER BY actor.uri
    )sql",
                                     followed_id.value, origin);
    std::vector<std::string> out;
    for (auto const& row : rows)
        out.push_back(row["uri"].as<std::string>());
    return out;
}

} // namespace federwerk::db
