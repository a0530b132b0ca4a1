// SPDX-License-Identifier: AGPL-3.0-or-later
#include "db/members.hpp"

#include "db/values.hpp"

namespace federwerk::db {

namespace {

domain::member_state parse_state(std::string const& text)
{
    if (text == "suspended")
        return domain::member_state::suspended;
    return text == "active" ? domain::member_state::active : domain::member_state::deleted;
}

std::string state_text(domain::member_state state)
{
    switch (state) {
    case domain::member_state::active:
        return "active";
    case domain::member_state::suspended:
        return "suspended";
    case domain::member_state::deleted:
        return "deleted";
    }
    return "deleted";
}

std::string const member_columns = R"sql(
        actor_id, email, password_hash, role, state, bio, locale, shows_follows, milliseconds(created_at) AS created_at
)sql";

result<std::optional<domain::member>> first(pqxx::result const& rows)
{
    if (rows.empty())
        return std::optional<domain::member>();
    auto const row = rows[0];
    auto const role = domain::parse_member_role(row["role"].as<std::string>());
    return std::optional(domain::member{.actor_id = to_id(row["actor_id"]),
                                        .email = row["email"].as<std::string>(),
                                        .password_hash = to_optional_text(row["password_hash"]),
                                        .role = role.value_or(domain::member_role::member),
                                        .state = parse_state(row["state"].as<std::string>()),
                                        .bio = row["bio"].as<std::string>(),
                                        .locale = row["locale"].as<std::string>(),
                                        .shows_follows = row["shows_follows"].as<bool>(),
                                        .created_at = to_time(row["created_at"])});
}

} // namespace

result<std::optional<domain::member>> find_member(transaction& tx, core::snowflake actor_id)
{
    return first(tx.exec_params("/* members.find */ SELECT" + member_columns + R"sql(
          FROM member
         WHERE actor_id = $1
    )sql",
                                actor_id.value));
}

result<std::optional<domain::member>> find_member_by_email(transaction& tx, std::string const& email)
{
    return first(tx.exec_params("/* members.find_by_email */ SELECT" + member_columns + R"sql(
          FROM member
         WHERE lower(email) = lower($1)
           AND state <> 'deleted'
    )sql",
                                email));
}

result<std::optional<domain::member>> lock_member(transaction& tx, core::snowflake actor_id)
{
    return first(tx.exec_params("/* members.lock */ SELECT" + member_columns + R"sql(
          FROM member
         WHERE actor_id = $1
           FOR NO KEY UPDATE
    )sql",
                                actor_id.value));
}

result<> insert_member(transaction& tx, domain::member const& m)
{
    auto const rows =
        tx.exec_params(R"sql(/* members.insert */
        INSERT INTO member (actor_id, email, password_hash, role, state, bio, locale, shows_follows, created_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        ON CONFLICT DO NOTHING
          RETURNING actor_id
    )sql",
                       m.actor_id.value, m.email, m.password_hash, std::string(domain::to_string(m.role)),
                       state_text(m.state), m.bio, m.locale, m.shows_follows, timestamp(m.created_at));
    if (rows.empty())
        return failure{errc::conflict, "member exists", "There is an account with this e-mail address."};
    return {};
}

result<bool> update_member_role(transaction& tx, core::snowflake actor_id, domain::member_role role)
{
    auto const rows = tx.exec_params(R"sql(/* members.update_role */
        UPDATE member
           SET role = $2
         WHERE actor_id = $1
           AND state <> 'deleted'
    )sql",
                                     actor_id.value, std::string(domain::to_string(role)));
    return rows.affected_rows() == 1;
}

result<bool> update_member_state(transaction& tx, core::snowflake actor_id, domain::member_state state)
{
    auto const rows = tx.exec_params(R"sql(/* members.update_state */
        UPDATE member
           SET state = $2
         WHERE actor_id = $1
           AND state <> 'deleted'
    )sql",
                                     actor_id.value, state_text(state));
    return rows.affected_rows() == 1;
}

result<bool> is_handle_retired(transaction& tx, std::string const& handle)
{
    return !tx.exec_params(R"sql(/* members.is_handle_retired */
        SELECT handle
          FROM retired_handle
         WHERE handle = lower($1)
    )sql",
                           handle)
                .empty();
}

result<> retire_handle(transaction& tx, std::string const& handle, core::time_point now)
{
    tx.exec_params(R"sql(/* members.retire_handle */
        INSERT INTO retired_handle (handle, retired_at)
             VALUES (lower($1), $2)
        ON CONFLICT DO NOTHING
    )sql",
                   handle, timestamp(now));
    return {};
}

result<> insert_admission(transaction& tx, admission_row const& row)
{
    tx.exec_params(R"sql(/* members.insert_admission */
        INSERT INTO admission (actor_id, kind, invitation_id, waitlist_entry_id, inviter_id, admitted_at)
             VALUES ($1, $2, $3, $4, $5, $6)
    )sql",
                   row.actor_id.value, row.kind, nullable(row.invitation_id), nullable(row.waitlist_entry_id),
                   nullable(row.inviter_id), timestamp(row.admitted_at));
    return {};
}

result<std::optional<admission_row>> find_admission(transaction& tx, core::snowflake actor_id)
{
    auto const rows = tx.exec_params(R"sql(/* members.find_admission */
        SELECT actor_id, kind, invitation_id, waitlist_entry_id, inviter_id, milliseconds(admitted_at) AS admitted_at
          FROM admission
         WHERE actor_id = $1
    )sql",
                                     actor_id.value);
    if (rows.empty())
        return std::optional<admission_row>();
    auto const row = rows[0];
    return std::optional(admission_row{to_id(row["actor_id"]), row["kind"].as<std::string>(),
                                       to_optional_id(row["invitation_id"]),
                                       to_optional_id(row["waitlist_entry_id"]),
                                       to_optional_id(row["inviter_id"]), to_time(row["admitted_at"])});
}

} // namespace federwerk::db
