// SPDX-License-Identifier: AGPL-3.0-or-later
#include "db/waitlist.hpp"

#include "core/text.hpp"
#include "db/values.hpp"

namespace federwerk::db {

result<> confirm_waitlist_entry(transaction& tx, core::snowflake id)
{
    // A sequence would give numbers out in one order and let them be seen in another: somebody could appear
    // before a person who was already told a place.
    tx.exec_params(R"sql(/* waitlist.lock_queue */
        SELECT pg_advisory_xact_lock(hashtextextended('waitlist.queue', 0))
    )sql");
    tx.exec_params(R"sql(/* waitlist.confirm */
        UPDATE waitlist_entry
           SET state = 'waiting',
               queue_number = (SELECT coalesce(max(queue_number), 0) + 1 FROM waitlist_entry)
         WHERE id = $1
           AND state = 'unconfirmed'
    )sql",
                   id.value);
    return {};
}

result<domain::waitlist_place> waitlist_place_of(transaction& tx, core::snowflake id)
{
    auto const rows = tx.exec_params(R"sql(/* waitlist.place */
        SELECT 1 + count(*) FILTER (WHERE NOT other.returned AND other.queue_number < mine.queue_number) AS place,
               count(*) AS of
          FROM waitlist_entry AS mine
          JOIN waitlist_entry AS other ON other.state = 'waiting'
         WHERE mine.id = $1
           AND mine.state = 'waiting'
    )sql",
                                     id.value);
    auto const of = rows[0]["of"].as<std::int64_t>();
    return domain::waitlist_place{of == 0 ? 0 : rows[0]["place"].as<std::int64_t>(), of};
}

result<> decide_waitlist_entry(transaction& tx, domain::waitlist_entry const& e,
                               std::optional<std::string> const& admit_hash)
{
    auto const by = nullable(e.decided_by);
    auto const at = timestamp(e.decided_at);
    auto const state = std::string(domain::to_string(e.state));
    // 32 raw bytes or NULL: libpqxx 6.4 has no optional bytea, so it travels as hex.
    std::optional<std::string> hex;
    if (admit_hash)
        hex = "\\x" + core::to_hex(*admit_hash);
    tx.exec_params(R"sql(/* waitlist.decide */
        UPDATE waitlist_entry
           SET state = $2,
               reason = $3,
               decided_by = $4,
               decided_at = $5,
               admit_hash = $6::bytea,
               returned = returned OR $2 = 'waiting'
         WHERE id = $1
    )sql",
                   e.id.value, state, e.reason, by, at, hex);
    return {};
}

result<std::int64_t> delete_unconfirmed_before(transaction& tx, core::time_point before)
{
    auto const rows = tx.exec_params(R"sql(/* waitlist.delete_unconfirmed */
        DELETE FROM waitlist_entry
              WHERE state = 'unconfirmed'
                AND created_at < $1
    )sql",
                                     timestamp(before));
    return static_cast<std::int64_t>(rows.affected_rows());
}

} // namespace federwerk::db
