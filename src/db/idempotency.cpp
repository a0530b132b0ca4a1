// SPDX-License-Identifier: AGPL-3.0-or-later
#include "db/idempotency.hpp"

#include "db/values.hpp"

namespace federwerk::db {

result<std::optional<idempotency_answer>> find_idempotency_answer(transaction& tx, idempotency_key const& k)
{
    auto const rows = tx.exec_params(R"sql(/* idempotency.find */
        SELECT request_hash = $3 AS same_request, status, answer
          FROM idempotency
         WHERE actor_id = $1
           AND key = $2
    )sql",
                                     k.actor_id.value, k.key, bytes(k.request_hash));
    if (rows.empty())
        return std::optional<idempotency_answer>();
    return std::optional(idempotency_answer{rows[0]["same_request"].as<bool>(),
                                            rows[0]["status"].as<unsigned>(),
                                            rows[0]["answer"].as<std::string>()});
}

result<> keep_idempotency_answer(transaction& tx, idempotency_key const& k, idempotency_answer const& answer,
                                 core::time_point now)
{
    auto const kept = tx.exec_params(R"sql(/* idempotency.keep */
        INSERT INTO idempotency (actor_id, key, request_hash, status, answer, created_at)
             VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT DO NOTHING
    )sql",
                                     k.actor_id.value, k.key, bytes(k.request_hash),
                                     static_cast<int>(answer.status), answer.sealed, timestamp(now));
    if (kept.affected_rows() == 0)
        return failure{errc::conflict, "idempotency: a request with this key was faster", {}};
    return {};
}

result<std::int64_t> delete_idempotency_before(transaction& tx, core::time_point before)
{
    auto const rows = tx.exec_params(R"sql(/* idempotency.delete_old */
        DELETE FROM idempotency
              WHERE created_at < $1
    )sql",
                                     timestamp(before));
    return static_cast<std::int64_t>(rows.affected_rows());
}

} // namespace federwerk::db
