// SPDX-License-Identifier: AGPL-3.0-or-later
// What the limits of requests are reckoned from.
#include "db/requests.hpp"

#include "db/values.hpp"

namespace federwerk::db {

namespace {

domain::request_history read_history(pqxx::row const& row, bool of_host)
{
    return {.of_host = of_host,
            .strangers_today = row["strangers_today"].as<int>(),
            .answered = row["answered"].as<int>(),
            .declined = row["declined"].as<int>()};
}

// Of the requests in "mine": pairs of sender and receiver of the last day that never agreed, and how the last
// 50 ended. By the clock, not by the state: not_now must show no earlier than silence, and no other way; and
// who withdraws at the last moment was left without an answer all the same.
constexpr char const* reckon = R"sql(
        SELECT (SELECT count(DISTINCT (m.sender_id, m.receiver_id))
                  FROM mine m
                 WHERE m.created_at > $2::timestamptz - interval '1 day'
                   AND NOT EXISTS (SELECT FROM request a
                                    WHERE a.sender_id = m.sender_id AND a.receiver_id = m.receiver_id
                                      AND a.agreed_at IS NOT NULL)) AS strangers_today,
               count(*) AS answered, count(*) FILTER (WHERE last.declined) AS declined
          FROM (SELECT m.interested_at IS NULL AS declined
                  FROM mine m
                 WHERE m.interested_at IS NOT NULL
                    OR (m.state IN ('sent', 'not_now', 'expired', 'withdrawn') AND m.expires_at <= $2::timestamptz)
                 ORDER BY m.id DESC
                 LIMIT 50) AS last
    )sql";

} // namespace

result<domain::request_history> history_of_sender(transaction& tx, core::snowflake sender_id,
                                                  core::time_point now)
{
    tx.exec_params(
        "/* requests.lock_sender */ SELECT pg_advisory_xact_lock(hashtextextended('request ' || $1, 0))",
        sender_id.text());
    return read_history(
        tx.exec_params1(std::string("/* requests.history_of_sender */ "
                                    "WITH mine AS (SELECT id, sender_id, receiver_id, state, created_at, "
                                    "expires_at, interested_at FROM request WHERE sender_id = $1) ") +
                            reckon,
                        sender_id.value, timestamp(now)),
        false);
}

result<domain::request_history> history_of_host(transaction& tx, std::string const& host,
                                                core::time_point now)
{
    tx.exec_params(
        "/* requests.lock_host */ SELECT pg_advisory_xact_lock(hashtextextended('requests ' || $1, 0))",
        host);
    return read_history(tx.exec_params1(std::string(R"sql(/* requests.history_of_host */
        WITH mine AS (SELECT r.id, r.sender_id, r.receiver_id, r.state, r.created_at, r.expires_at, r.interested_at
                        FROM request r
                        JOIN actor s ON s.id = r.sender_id AND NOT s.local AND s.host = $1
                        JOIN actor t ON t.id = r.receiver_id AND t.local
                       WHERE r.created_at > $2::timestamptz - interval '90 days') )sql") +
                                            reckon,
                                        host, timestamp(now)),
                        true);
}

result<domain::acquaintance> acquaintance_of(transaction& tx, core::snowflake sender_id,
                                             core::snowflake receiver_id, core::time_point now)
{
    auto const row = tx.exec_params1(R"sql(/* requests.acquaintance */
        SELECT count(agreed_at) > 0 AS agreed,
               count(*) FILTER (WHERE created_at > $3::timestamptz - interval '1 day') AS asked_today
          FROM request
         WHERE sender_id = $1 AND receiver_id = $2
    )sql",
                                     sender_id.value, receiver_id.value, timestamp(now));
    return domain::acquaintance{.agreed = row["agreed"].as<bool>(),
                                .asked_today = row["asked_today"].as<int>()};
}

} // namespace federwerk::db
