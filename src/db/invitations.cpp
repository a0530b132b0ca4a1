// SPDX-License-Identifier: AGPL-3.0-or-later
#include "db/invitations.hpp"

#include "db/values.hpp"

namespace federwerk::db {

namespace {

std::string const invitation_columns = R"sql(
        id, inviter_id, note, email, uses, used, milliseconds(expires_at) AS expires_at,
        milliseconds(revoked_at) AS revoked_at, milliseconds(created_at) AS created_at
)sql";

domain::invitation read(pqxx::row const& row)
{
    return {.id = to_id(row["id"]),
            .inviter_id = to_optional_id(row["inviter_id"]),
            .note = row["note"].as<std::string>(),
            .email = to_optional_text(row["email"]),
            .uses = row["uses"].as<int>(),
            .used = row["used"].as<int>(),
            .expires_at = to_time(row["expires_at"]),
            .revoked_at = to_optional_time(row["revoked_at"]),
            .created_at = to_time(row["created_at"])};
}

std::optional<domain::invitation> first(pqxx::result const& rows)
{
    return rows.empty() ? std::nullopt : std::optional(read(rows[0]));
}

} // namespace

result<> insert_invitation(transaction& tx, domain::invitation const& i, std::string const& code_hash)
{
    auto const inviter = nullable(i.inviter_id);
    tx.exec_params(R"sql(/* invitations.insert */
        INSERT INTO invitation (id, code_hash, inviter_id, note, email, uses, expires_at, created_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
    )sql",
                   i.id.value, bytes(code_hash), inviter, i.note, i.email, i.uses, timestamp(i.expires_at),
                   timestamp(i.created_at));
    return {};
}

result<std::optional<domain::invitation>> find_invitation(transaction& tx, core::snowflake id)
{
    return first(tx.exec_params("/* invitations.find */ SELECT" + invitation_columns + R"sql(
          FROM invitation
         WHERE id = $1
    )sql",
                                id.value));
}

result<bool> is_invitation_open(transaction& tx, std::string const& code_hash, core::time_point now)
{
    return !tx.exec_params(R"sql(/* invitations.is_open */
        SELECT id
          FROM invitation
         WHERE code_hash = $1
           AND used < uses
           AND revoked_at IS NULL
           AND expires_at > $2
    )sql",
                           bytes(code_hash), timestamp(now))
                .empty();
}

result<std::optional<domain::invitation>> redeem_invitation(transaction& tx, std::string const& code_hash,
                                                            core::time_point now)
{
    return first(tx.exec_params(R"sql(/* invitations.redeem */
        UPDATE invitation
           SET used = used + 1
         WHERE code_hash = $1
           AND used < uses
           AND revoked_at IS NULL
           AND expires_at > $2
           AND NOT EXISTS (SELECT 1
                             FROM member
                            WHERE member.actor_id = invitation.inviter_id
                              AND member.state <> 'active')
     RETURNING)sql" + invitation_columns,
                                bytes(code_hash), timestamp(now)));
}

result<bool> revoke_invitation(transaction& tx, core::snowflake id, core::time_point now)
{
    auto const rows = tx.exec_params(R"sql(/* invitations.revoke */
        UPDATE invitation
           SET revoked_at = $2
         WHERE id = $1
           AND revoked_at IS NULL
    )sql",
                                     id.value, timestamp(now));
    return rows.affected_rows() == 1;
}

result<std::vector<domain::invitation>> invitations_by(transaction& tx, core::snowflake inviter_id,
                                                       std::optional<core::snowflake> before, int limit)
{
    auto const cursor = nullable(before);
    auto const rows = tx.exec_params("/* invitations.by */ SELECT" + invitation_columns + R"sql(
          FROM invitation
         WHERE inviter_id = $1
           AND ($2::bigint IS NULL OR id < $2)
      ORDER BY id DESC
         LIMIT $3
    )sql",
                                     inviter_id.value, cursor, limit);
    std::vector<domain::invitation> out;
    for (auto const& row : rows)
        out.push_back(read(row));
    return out;
}

result<domain::invitations_given> count_invitations(transaction& tx, core::snowflake inviter_id,
                                                    core::time_point now)
{
    auto const rows = tx.exec_params(R"sql(/* invitations.count */
        SELECT count(*) FILTER (WHERE used < uses AND revoked_at IS NULL AND expires_at > $2) AS open,
               count(*) FILTER (WHERE created_at > $2::timestamptz - interval '1 day') AS last_day
          FROM invitation
         WHERE inviter_id = $1
    )sql",
                                     inviter_id.value, timestamp(now));
    return domain::invitations_given{rows[0]["open"].as<unsigned>(), rows[0]["last_day"].as<unsigned>()};
}

} // namespace federwerk::db
