// SPDX-License-Identifier: AGPL-3.0-or-later
#include "db/opening_audience.hpp"

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

result<std::vector<core::snowflake>> who_hears(transaction& tx, core::snowflake opening_id)
{
    return ids_of(tx.exec_params(R"sql(/* openings.who_hears */
        WITH said AS (SELECT id, actor_id, local, audience FROM opening WHERE id = $1 AND local),
        near AS (
            SELECT c.collaborator_id AS id FROM said o JOIN credit c ON c.author_id = o.actor_id
             WHERE o.audience = 'two_credits' AND c.state = 'confirmed'
             UNION
            SELECT c.author_id FROM said o JOIN credit c ON c.collaborator_id = o.actor_id
             WHERE o.audience = 'two_credits' AND c.state = 'confirmed'
        ), candidate AS (
            SELECT f.follower_id AS id FROM said o JOIN follow f ON f.followed_id = o.actor_id AND f.state = 'accepted'
             UNION
            SELECT g.actor_id FROM said o JOIN organisation g ON g.state = 'verified'
             WHERE o.audience = 'verified_organisations'
             UNION
            SELECT id FROM near
             UNION
            SELECT c.collaborator_id FROM near JOIN credit c ON c.author_id = near.id AND c.state = 'confirmed'
             UNION
            SELECT c.author_id FROM near JOIN credit c ON c.collaborator_id = near.id AND c.state = 'confirmed'
        )
        SELECT a.id
          FROM candidate w
          JOIN actor a ON a.id = w.id AND NOT a.local
          CROSS JOIN said o
         WHERE opening_visible_to(a.id, o.id, o.actor_id, o.local, o.audience, true)
         ORDER BY a.id
    )sql",
                                 opening_id.value));
}

result<std::vector<core::snowflake>> who_heard(transaction& tx, core::snowflake opening_id)
{
    return ids_of(tx.exec_params(
        "/* openings.who_heard */ SELECT actor_id AS id FROM opening_recipient WHERE opening_id = $1",
        opening_id.value));
}

result<> remember_who_heard(transaction& tx, core::snowflake opening_id,
                            std::vector<core::snowflake> const& actors)
{
    tx.exec_params(R"sql(/* openings.remember_who_heard */
        INSERT INTO opening_recipient (opening_id, actor_id)
             SELECT $1, id FROM unnest($2::bigint[]) AS id
        ON CONFLICT DO NOTHING
    )sql",
                   opening_id.value, array(actors));
    return {};
}

result<> remember_who_read(transaction& tx, std::optional<core::snowflake> reader,
                           std::vector<domain::opening> const& openings)
{
    std::vector<core::snowflake> read;
    for (auto const& each : openings)
        read.push_back(each.id);
    tx.exec_params(R"sql(/* openings.remember_who_read */
        INSERT INTO opening_recipient (opening_id, actor_id)
             SELECT read.id, p.station_id
               FROM unnest($2::bigint[]) AS read (id)
               JOIN actor reader ON reader.id = $1
               JOIN pact p ON p.host = reader.host
        ON CONFLICT DO NOTHING
    )sql",
                   nullable(reader), array(read));
    return {};
}

result<std::vector<core::snowflake>> forget_shut_out(transaction& tx, core::snowflake opening_id)
{
    return ids_of(tx.exec_params(R"sql(/* openings.forget_shut_out */
        DELETE FROM opening_recipient t
              USING opening o
         WHERE t.opening_id = $1 AND o.id = $1 AND o.local
           AND NOT opening_visible_to(t.actor_id, o.id, o.actor_id, o.local, o.audience, true)
     RETURNING t.actor_id AS id
    )sql",
                                 opening_id.value));
}

result<std::vector<core::snowflake>> only_let_in(transaction& tx, core::snowflake opening_id,
                                                 std::vector<core::snowflake> const& stations)
{
    return ids_of(tx.exec_params(R"sql(/* openings.only_let_in */
        SELECT station.id
          FROM unnest($2::bigint[]) AS station (id)
         WHERE NOT is_excluded(station.id, $1)
         ORDER BY station.id
    )sql",
                                 opening_id.value, array(stations)));
}

result<int> agreed_this_month(transaction& tx, core::snowflake opening_id, core::time_point now)
{
    auto const rows = tx.exec_params(R"sql(/* openings.agreed_this_month */
        SELECT CASE WHEN month = date_trunc('month', $2::timestamptz AT TIME ZONE 'UTC')::date
                    THEN agreed ELSE 0 END AS agreed
          FROM opening WHERE id = $1
    )sql",
                                     opening_id.value, timestamp(now));
    return rows.empty() ? 0 : rows[0]["agreed"].as<int>();
}

result<int> count_open(transaction& tx, core::snowflake actor_id, domain::opening_form form)
{
    auto const row = tx.exec_params1(R"sql(/* openings.count_open */
        SELECT count(*) AS open FROM opening
         WHERE actor_id = $1 AND form = $2 AND closed_at IS NULL AND ends_at > now()
    )sql",
                                     actor_id.value, std::string(domain::to_string(form)));
    return row["open"].as<int>();
}

result<bool> is_renewed(transaction& tx, core::snowflake call_id)
{
    auto const row = tx.exec_params1(R"sql(/* openings.is_renewed */
        SELECT EXISTS (SELECT FROM opening WHERE renews_id = $1) AS renewed
    )sql",
                                     call_id.value);
    return row["renewed"].as<bool>();
}

result<std::vector<core::snowflake>> ask_about_end(transaction& tx, core::time_point before,
                                                   core::time_point now, int limit)
{
    return ids_of(tx.exec_params(R"sql(/* openings.ask_about_end */
        UPDATE opening SET asked_again_at = $2::timestamptz
         WHERE id IN (SELECT id FROM opening
                       WHERE local AND form = 'openness' AND closed_at IS NULL AND asked_again_at IS NULL
                         AND ends_at > $2::timestamptz AND ends_at <= $1::timestamptz
                         AND published < $2::timestamptz - interval '3 days'
                       ORDER BY ends_at
                       LIMIT $3
                         FOR UPDATE SKIP LOCKED)
        RETURNING id
    )sql",
                                 timestamp(before), timestamp(now), limit));
}

} // namespace federwerk::db
