// SPDX-License-Identifier: AGPL-3.0-or-later
#include "db/notifications.hpp"

#include "db/notification_rows.hpp"
#include "db/values.hpp"

namespace federwerk::db {

std::string const notification_columns =
    R"sql( n.id, n.member_id, n.kind, n.actor_id, n.request_id, n.opening_id,
               n.credit_id, n.search_id, n.subject_uri, coalesce(n.once, '') AS once,
               milliseconds(n.created_at) AS created_at, milliseconds(n.read_at) AS read_at )sql";

std::vector<domain::notification> read_notifications(pqxx::result const& rows)
{
    std::vector<domain::notification> out;
    for (auto const& row : rows) {
        auto const kind = domain::parse_notification_kind(row["kind"].as<std::string>());
        if (!kind)
            continue;
        out.push_back({.id = to_id(row["id"]),
                       .member_id = to_id(row["member_id"]),
                       .kind = *kind,
                       .actor_id = to_optional_id(row["actor_id"]),
                       .request_id = to_optional_id(row["request_id"]),
                       .opening_id = to_optional_id(row["opening_id"]),
                       .credit_id = to_optional_id(row["credit_id"]),
                       .search_id = to_optional_id(row["search_id"]),
                       .subject_uri = row["subject_uri"].as<std::string>(),
                       .once = row["once"].as<std::string>(),
                       .created_at = to_time(row["created_at"]),
                       .read_at = to_optional_time(row["read_at"])});
    }
    return out;
}

result<> notify(transaction& tx, domain::notification const& n)
{
    // What an organisation is told, each of its people is told once.
    tx.exec_params(R"sql(/* notifications.insert */
        INSERT INTO notification (member_id, kind, actor_id, request_id, opening_id, credit_id, search_id, subject_uri, once)
             SELECT told.id, $2, $3, $4, $5, $6, $7, $8, nullif($9, '') || CASE WHEN told.id = $1 THEN '' ELSE '#' || told.id END
               FROM (SELECT m.actor_id AS id FROM member m WHERE m.actor_id = $1
                      UNION
                     SELECT r.member_id FROM organisation_role r WHERE r.organisation_id = $1) AS told
        ON CONFLICT (once) DO NOTHING
    )sql",
                   n.member_id.value, std::string(domain::to_string(n.kind)), nullable(n.actor_id),
                   nullable(n.request_id), nullable(n.opening_id), nullable(n.credit_id),
                   nullable(n.search_id), n.subject_uri, n.once);
    return {};
}

result<> notify_administrators(transaction& tx, domain::notification const& n, int most_a_day)
{
    tx.exec_params(R"sql(/* notifications.insert_for_administrators */
        INSERT INTO notification (member_id, kind, actor_id, subject_uri, once)
             SELECT m.actor_id, $1, $2, $3, nullif($4, '') || '#' || m.actor_id
               FROM member m
              WHERE m.role = 'admin' AND m.state = 'active'
                AND (SELECT count(*)
                       FROM notification known
                      WHERE known.member_id = m.actor_id AND known.kind = $1
                        AND known.id > (SELECT snowflake_at(now() - interval '1 day'))) < $5
              ORDER BY m.actor_id
        ON CONFLICT (once) DO NOTHING
    )sql",
                   std::string(domain::to_string(n.kind)), nullable(n.actor_id), n.subject_uri, n.once,
                   most_a_day);
    return {};
}

result<std::vector<domain::notification>> notifications_of(transaction& tx, core::snowflake member_id,
                                                           std::optional<core::snowflake> before, int limit)
{
    return read_notifications(tx.exec_params("/* notifications.list */ SELECT" + notification_columns +
                                                 R"sql(FROM notification n
         WHERE n.member_id = $1 AND ($2::bigint IS NULL OR n.id < $2) AND n.dismissed_at IS NULL
         ORDER BY n.id DESC
         LIMIT $3)sql",
                                             member_id.value, nullable(before), limit));
}

result<> mark_read(transaction& tx, core::snowflake member_id, core::snowflake up_to, core::time_point now)
{
    tx.exec_params(R"sql(/* notifications.mark_read */
        UPDATE notification SET read_at = $3::timestamptz WHERE member_id = $1 AND id <= $2 AND read_at IS NULL
    )sql",
                   member_id.value, up_to.value, timestamp(now));
    return {};
}

result<bool> dismiss(transaction& tx, core::snowflake member_id, core::snowflake id, core::time_point now)
{
    auto const rows = tx.exec_params(R"sql(/* notifications.dismiss */
        UPDATE notification SET dismissed_at = $3::timestamptz, read_at = coalesce(read_at, $3::timestamptz)
         WHERE id = $2 AND member_id = $1 AND dismissed_at IS NULL
    )sql",
                                     member_id.value, id.value, timestamp(now));
    return rows.affected_rows() > 0;
}

result<std::int64_t> purge_notifications(transaction& tx, core::time_point read_before,
                                         core::time_point told_before, int limit)
{
    // Ids are in the order of times, so the primary key finds the old ones.
    auto const rows = tx.exec_params(R"sql(/* notifications.purge */
        DELETE FROM notification
         WHERE id IN (SELECT n.id
                        FROM notification n
                       WHERE n.id < (SELECT snowflake_at($1::timestamptz))
                         AND (n.read_at IS NOT NULL OR n.id < (SELECT snowflake_at($2::timestamptz)))
                         AND NOT EXISTS (SELECT FROM request r
                                          WHERE r.id = n.request_id AND r.state IN ('sent', 'interested', 'agreed'))
                         AND NOT EXISTS (SELECT FROM credit c WHERE c.id = n.credit_id AND c.state = 'requested')
                         AND NOT EXISTS (SELECT FROM award w
                                          WHERE w.uri = n.subject_uri AND w.recipient_id = n.member_id
                                            AND w.state = 'offered')
                         AND NOT EXISTS (SELECT FROM introduction i WHERE i.uri = n.subject_uri AND i.state = 'asked')
                         AND NOT EXISTS (SELECT FROM follow f
                                          WHERE n.kind = 'pact_asked' AND f.follower_id = n.actor_id
                                            AND f.state = 'requested')
                    ORDER BY n.id LIMIT $3)
    )sql",
                                     timestamp(read_before), timestamp(told_before), limit);
    return static_cast<std::int64_t>(rows.affected_rows());
}

} // namespace federwerk::db
