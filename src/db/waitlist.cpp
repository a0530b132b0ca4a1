// SPDX-License-Identifier: AGPL-3.0-or-later
#include "db/waitlist.hpp"

#include "db/values.hpp"

namespace federwerk::db {

namespace {

std::string const entry_columns = R"sql(
        id, email, handle, about, locale, state, reason, decided_by, milliseconds(decided_at) AS decided_at,
        milliseconds(created_at) AS created_at
)sql";

domain::waitlist_entry read(pqxx::row const& row)
{
    auto const state = domain::parse_waitlist_state(row["state"].as<std::string>());
    return {.id = to_id(row["id"]),
            .email = row["email"].as<std::string>(),
            .handle = row["handle"].as<std::string>(),
            .about = row["about"].as<std::string>(),
            .locale = row["locale"].as<std::string>(),
            .state = state.value_or(domain::waitlist_state::unconfirmed),
            .reason = row["reason"].as<std::string>(),
            .decided_by = to_optional_id(row["decided_by"]),
            .decided_at = to_optional_time(row["decided_at"]),
            .created_at = to_time(row["created_at"])};
}

result<std::optional<domain::waitlist_entry>> first(pqxx::result const& rows)
{
    return rows.empty() ? std::optional<domain::waitlist_entry>() : std::optional(read(rows[0]));
}

} // namespace

result<> insert_waitlist_entry(transaction& tx, domain::waitlist_entry const& e,
                               waitlist_hashes const& hashes)
{
    tx.exec_params(R"sql(/* waitlist.insert */
        INSERT INTO waitlist_entry (id, email, handle, about, locale, confirm_hash, status_hash, created_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
    )sql",
                   e.id.value, e.email, e.handle, e.about, e.locale, bytes(hashes.confirm),
                   bytes(hashes.status), timestamp(e.created_at));
    return {};
}

result<> update_waitlist_wish(transaction& tx, domain::waitlist_entry const& e)
{
    tx.exec_params(R"sql(/* waitlist.update_wish */
        UPDATE waitlist_entry
           SET handle = $2, about = $3, locale = $4
         WHERE id = $1
    )sql",
                   e.id.value, e.handle, e.about, e.locale);
    return {};
}

result<std::optional<domain::waitlist_entry>> lock_waitlist_entry(transaction& tx, core::snowflake id)
{
    return first(tx.exec_params("/* waitlist.lock */ SELECT" + entry_columns + R"sql(
          FROM waitlist_entry
         WHERE id = $1
           FOR UPDATE
    )sql",
                                id.value));
}

result<std::optional<domain::waitlist_entry>> lock_open_waitlist_entry(transaction& tx,
                                                                       std::string const& email)
{
    return first(tx.exec_params("/* waitlist.lock_open */ SELECT" + entry_columns + R"sql(
          FROM waitlist_entry
         WHERE lower(email) = lower($1)
           AND state NOT IN ('declined', 'joined')
           FOR UPDATE
    )sql",
                                email));
}

result<std::optional<domain::waitlist_entry>> lock_waitlist_entry_to_confirm(transaction& tx,
                                                                             std::string const& confirm_hash)
{
    return first(tx.exec_params("/* waitlist.lock_to_confirm */ SELECT" + entry_columns + R"sql(
          FROM waitlist_entry
         WHERE confirm_hash = $1
           FOR UPDATE
    )sql",
                                bytes(confirm_hash)));
}

result<std::optional<domain::waitlist_entry>> lock_admitted_entry(transaction& tx,
                                                                  std::string const& admit_hash)
{
    return first(tx.exec_params("/* waitlist.lock_admitted */ SELECT" + entry_columns + R"sql(
          FROM waitlist_entry
         WHERE admit_hash = $1
           AND state = 'admitted'
           FOR UPDATE
    )sql",
                                bytes(admit_hash)));
}

result<std::optional<domain::waitlist_entry>> find_waitlist_entry_by_status(transaction& tx,
                                                                            std::string const& status_hash)
{
    return first(tx.exec_params("/* waitlist.find_by_status */ SELECT" + entry_columns + R"sql(
          FROM waitlist_entry
         WHERE status_hash = $1
    )sql",
                                bytes(status_hash)));
}

result<bool> is_admission_open(transaction& tx, std::string const& admit_hash)
{
    return !tx.exec_params(R"sql(/* waitlist.is_admission_open */
        SELECT id
          FROM waitlist_entry
         WHERE admit_hash = $1
           AND state = 'admitted'
    )sql",
                           bytes(admit_hash))
                .empty();
}

result<> mark_waitlist_entry_joined(transaction& tx, core::snowflake id)
{
    tx.exec_params(R"sql(/* waitlist.mark_joined */
        UPDATE waitlist_entry
           SET state = 'joined', admit_hash = NULL
         WHERE id = $1
    )sql",
                   id.value);
    return {};
}

result<std::vector<domain::waitlist_entry>> list_waitlist(transaction& tx, domain::waitlist_state state,
                                                          std::optional<core::snowflake> after, int limit)
{
    auto const cursor = nullable(after);
    auto const rows = tx.exec_params("/* waitlist.list */ SELECT" + entry_columns + R"sql(
          FROM waitlist_entry
         WHERE state = $1
           AND ($2::bigint IS NULL
                OR (coalesce(queue_number, 0), id) > (SELECT coalesce(queue_number, 0), id
                                                        FROM waitlist_entry
                                                       WHERE id = $2))
      ORDER BY coalesce(queue_number, 0), id
         LIMIT $3
    )sql",
                                     std::string(domain::to_string(state)), cursor, limit);
    std::vector<domain::waitlist_entry> out;
    for (auto const& row : rows)
        out.push_back(read(row));
    return out;
}

} // namespace federwerk::db
