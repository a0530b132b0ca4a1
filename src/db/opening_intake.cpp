// SPDX-License-Identifier: AGPL-3.0-or-later
#include "db/opening_intake.hpp"

#include "db/values.hpp"

namespace federwerk::db {

result<bool> is_for_people(transaction& tx, std::vector<core::snowflake> const& recipients)
{
    auto const rows = tx.exec_params(R"sql(/* opening_intake.is_for_people */
        SELECT EXISTS (SELECT FROM actor a WHERE a.id = ANY ($1::bigint[]) AND a.username <> 'station') AS people
    )sql",
                                     array(recipients));
    return rows[0]["people"].as<bool>();
}

result<std::vector<core::snowflake>> recipients_here(transaction& tx, std::vector<std::string> const& uris,
                                                     std::optional<core::snowflake> followers_of)
{
    auto const rows = tx.exec_params(R"sql(/* opening_intake.recipients */
        SELECT a.id
          FROM actor a
         WHERE a.local AND a.uri = ANY ($1::text[])
           AND (a.kind IN ('Person', 'Organization') OR a.username = 'station')
         UNION
        SELECT m.actor_id
          FROM follow f JOIN member m ON m.actor_id = f.follower_id
         WHERE f.followed_id = $2 AND f.state = 'accepted'
    )sql",
                                     array(uris), nullable(followers_of));
    std::vector<core::snowflake> out;
    for (auto const& row : rows)
        out.push_back(to_id(row["id"]));
    return out;
}

result<open_now> count_open_of_others(transaction& tx, core::snowflake owner_id, int at_most,
                                      core::time_point now)
{
    auto const rows = tx.exec_params(R"sql(/* opening_intake.count_open */
        SELECT (SELECT count(*) FROM (SELECT
                                        FROM opening o
                                       WHERE o.actor_id = $1 AND o.closed_at IS NULL AND o.ends_at > $3::timestamptz
                                       LIMIT $2) AS own)::int AS of_actor,
               (SELECT count(*) FROM (SELECT
                                        FROM actor a
                                        JOIN opening o ON o.actor_id = a.id
                                       WHERE a.host = (SELECT host FROM actor WHERE id = $1)
                                         AND o.closed_at IS NULL AND o.ends_at > $3::timestamptz
                                       LIMIT $2) AS all_of_host)::int AS of_host
    )sql",
                                     owner_id.value, at_most + 1, timestamp(now));
    return open_now{.of_host = rows[0]["of_host"].as<int>(), .of_actor = rows[0]["of_actor"].as<int>()};
}

result<bool> seats_are_its_own(transaction& tx, domain::opening const& o)
{
    std::vector<std::string> uris;
    for (auto const& seat : o.seats)
        uris.push_back(seat.uri);
    auto const rows = tx.exec_params(R"sql(/* opening_intake.seats */
        SELECT EXISTS (SELECT FROM seat s JOIN opening o ON o.id = s.opening_id
                        WHERE s.uri = ANY ($1::text[]) AND o.uri <> $2) AS taken
    )sql",
                                     array(uris), o.uri);
    return !rows[0]["taken"].as<bool>();
}

result<std::vector<int>> asked_positions(transaction& tx, core::snowflake opening_id)
{
    std::vector<int> out;
    for (auto const& row : tx.exec_params(R"sql(/* opening_intake.asked_positions */
            SELECT DISTINCT position FROM request WHERE opening_id = $1
        )sql",
                                          opening_id.value))
        out.push_back(row["position"].as<int>());
    return out;
}

result<> touch_fetched(transaction& tx, core::snowflake opening_id, core::time_point now)
{
    tx.exec_params("/* opening_intake.touch */ UPDATE opening SET fetched_at = $2::timestamptz WHERE id = $1",
                   opening_id.value, timestamp(now));
    return {};
}

result<> forget_opening(transaction& tx, core::snowflake opening_id)
{
    tx.exec_params("/* opening_intake.forget */ DELETE FROM opening WHERE id = $1 AND NOT local",
                   opening_id.value);
    return {};
}

result<std::int64_t> purge_openings(transaction& tx, core::time_point ended_before, int limit)
{
    auto const rows = tx.exec_params(R"sql(/* opening_intake.purge */
        WITH over AS (
            SELECT id
              FROM opening
             WHERE NOT local AND ends_at < $1::timestamptz
             ORDER BY ends_at
             LIMIT $2)
        DELETE FROM opening USING over WHERE opening.id = over.id
    )sql",
                                     timestamp(ended_before), limit);
    return static_cast<std::int64_t>(rows.affected_rows());
}

} // namespace federwerk::db
