// SPDX-License-Identifier: AGPL-3.0-or-later
#include "db/digests.hpp"

#include "db/notification_rows.hpp"
#include "db/values.hpp"

#include <algorithm>

namespace federwerk::db {

result<std::optional<due_digest>> claim_digest(transaction& tx, core::time_point now)
{
    // Days that nobody was there for are left out. Ids of the last two minutes may still come in below
    // others.
    auto const rows = tx.exec_params(R"sql(/* digests.claim */
        WITH due AS (
            SELECT actor_id, digest_at
              FROM member
             WHERE state = 'active' AND digest_at <= $1::timestamptz
             ORDER BY digest_at
             LIMIT 1
               FOR UPDATE SKIP LOCKED)
        UPDATE member m
           SET digest_at = due.digest_at + interval '1 day' * (1 + floor(extract(epoch FROM $1::timestamptz - due.digest_at) / 86400))
          FROM due
         WHERE m.actor_id = due.actor_id
        RETURNING m.actor_id, m.email, m.locale, m.digest = 'daily' AS by_mail, m.matched_until,
                  least((floor(extract(epoch FROM $1::timestamptz) * 1000)::bigint - 120000 - 1767225600000) << 12,
                        coalesce((SELECT max(coalesce(o.news, o.id)) FROM opening o), 0)) AS newest
    )sql",
                                     timestamp(now));
    if (rows.empty())
        return std::optional<due_digest>();
    auto const row = rows[0];
    return std::optional(due_digest{to_id(row["actor_id"]), row["email"].as<std::string>(),
                                    row["locale"].as<std::string>(), row["by_mail"].as<bool>(),
                                    to_id(row["matched_until"]), to_id(row["newest"])});
}

result<> turn_digests_off(transaction& tx, core::snowflake member_id)
{
    tx.exec_params("/* digests.turn_off */ UPDATE member SET digest = 'off' WHERE actor_id = $1",
                   member_id.value);
    return {};
}

result<> mark_matched(transaction& tx, core::snowflake member_id, core::snowflake until)
{
    tx.exec_params("/* digests.mark_matched */ UPDATE member SET matched_until = $2 WHERE actor_id = $1",
                   member_id.value, until.value);
    return {};
}

result<std::vector<domain::notification>> take_unmailed(transaction& tx, core::snowflake member_id,
                                                        core::time_point now, int limit)
{
    auto found = read_notifications(tx.exec_params(R"sql(/* digests.take_unmailed */
        WITH n AS (
            UPDATE notification SET mailed_at = $2::timestamptz
             WHERE member_id = $1 AND mailed_at IS NULL AND read_at IS NULL AND dismissed_at IS NULL
            RETURNING id, member_id, kind, actor_id, request_id, opening_id, credit_id, search_id, subject_uri,
                      once, created_at, read_at)
        SELECT)sql" + notification_columns + "FROM n ORDER BY n.id DESC LIMIT $3",
                                                   member_id.value, timestamp(now), limit));
    return found;
}

} // namespace federwerk::db
