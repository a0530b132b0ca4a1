// SPDX-License-Identifier: AGPL-3.0-or-later
#include "db/outgoing_mail.hpp"

#include "core/text.hpp"
#include "db/values.hpp"

namespace federwerk::db {

result<> insert_mail(transaction& tx, outgoing_mail const& mail)
{
    tx.exec_params(R"sql(/* outgoing_mail.insert */
        INSERT INTO outgoing_mail (recipient, subject, sealed_body, run_at, created_at, sealed_unsubscribe)
             VALUES ($1, $2, $3, $4, $4, decode($5, 'base64'))
    )sql",
                   mail.recipient, mail.subject, bytes(mail.sealed_body), timestamp(mail.created_at),
                   mail.sealed_unsubscribe ? std::optional(core::to_base64(*mail.sealed_unsubscribe))
                                           : std::nullopt);
    return {};
}

result<std::optional<outgoing_mail>> claim_mail(transaction& tx, core::time_point now,
                                                std::chrono::seconds lease)
{
    auto const rows = tx.exec_params(R"sql(/* outgoing_mail.claim */
        UPDATE outgoing_mail
           SET attempts = attempts + 1,
               run_at = $2
         WHERE id = (SELECT id
                       FROM outgoing_mail
                      WHERE run_at <= $1
                   ORDER BY run_at
                      LIMIT 1
                        FOR UPDATE SKIP LOCKED)
     RETURNING id, recipient, subject, sealed_body, sealed_unsubscribe, attempts, milliseconds(created_at) AS created_at
    )sql",
                                     timestamp(now), timestamp(now + lease));
    if (rows.empty())
        return std::optional<outgoing_mail>();
    auto const row = rows[0];
    return std::optional(outgoing_mail{to_id(row["id"]), row["recipient"].as<std::string>(),
                                       row["subject"].as<std::string>(), to_bytes(row["sealed_body"]),
                                       row["sealed_unsubscribe"].is_null()
                                           ? std::nullopt
                                           : std::optional(to_bytes(row["sealed_unsubscribe"])),
                                       row["attempts"].as<int>(), to_time(row["created_at"])});
}

result<> postpone_mail(transaction& tx, core::snowflake id, core::time_point until)
{
    tx.exec_params(R"sql(/* outgoing_mail.postpone */
        UPDATE outgoing_mail
           SET run_at = $2
         WHERE id = $1
    )sql",
                   id.value, timestamp(until));
    return {};
}

result<> delete_mail(transaction& tx, core::snowflake id)
{
    tx.exec_params(R"sql(/* outgoing_mail.delete */
        DELETE FROM outgoing_mail
              WHERE id = $1
    )sql",
                   id.value);
    return {};
}

} // namespace federwerk::db
