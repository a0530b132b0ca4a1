// SPDX-License-Identifier: AGPL-3.0-or-later
#include "db/notifications.hpp"

#include "db/values.hpp"

namespace federwerk::db {

namespace {

std::optional<std::int64_t> number(std::optional<core::snowflake> const& id)
{
    return id ? std::optional(id->value) : std::nullopt;
}

} // namespace

result<> notify(transaction& tx, domain::notification const& n)
{
    // What an organisation is told, each of its people is told once.
    tx.exec_params(R"sql(/* notifications.insert */
        INSERT INTO notification (member_id, kind, actor_id, request_id, opening_id, credit_id, subject_uri, once)
             SELECT told.id, $2, $3, $4, $5, $6, $7, nullif($8, '') || CASE WHEN told.id = $1 THEN '' ELSE '#' || told.id END
               FROM (SELECT m.actor_id AS id FROM member m WHERE m.actor_id = $1
                      UNION
                     SELECT r.member_id FROM organisation_role r WHERE r.organisation_id = $1) AS told
        ON CONFLICT (once) DO NOTHING
    )sql",
                   n.member_id.value, std::string(domain::to_string(n.kind)), number(n.actor_id),
                   number(n.request_id), number(n.opening_id), number(n.credit_id), n.subject_uri, n.once);
    return {};
}

} // namespace federwerk::db
