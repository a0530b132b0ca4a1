// SPDX-License-Identifier: AGPL-3.0-or-later
#include "db/idempotency.hpp"

#include "db/values.hpp"

namespace federwerk::db {

result<std::optional<idempotency_answer>> reserve_idempotency_key(transaction& tx, idempotency_key const& k,
                                                                  core::time_point now)
{
    auto const made = tx.exec_params(R"sql(/* idempotency.reserve */
        INSERT INTO idempotency (actor_id, key, request_hash, status, answer, created_at)
             VALUES ($1, $2, $3, 0, '', $4)
        ON CONFLICT DO NOTHING
          RETURNING key
    )sql",
                                     k.actor_id.value, k.key, bytes(k.request_hash), timestamp(now));
    if (!made.empty())
        return std::optional<idempotency_answer>();
    auto const rows = tx.exec_params(R"sql(/* idempotency.find */
        SELECT request_hash = $3 AS same_request, status, answer
          FROM idempotency
         WHERE actor_id = $1
           AND key = $2
    )sql",
                                     k.actor_id.value, k.key, bytes(k.request_hash));
    if (rows.empty()) // Released between the two statements: as good as in progress.
        return std::optional(idempotency_answer{true, 0, {}});
    return std::optional(idempotency_answer{rows[0]["same_request"].as<bool>(),
                                            rows[0]["status"].as<unsigned>(),
                                            rows[0]["answer"].as<std::string>()});
}

result<> complete_idempotency_key(transaction& tx, idempotency_key const& k, unsigned status,
                                  std::string const& sealed)
{
    tx.exec_params(R"sql(/* idempotency.complete */
        UPDATE idempotency
           SET status = $3,
               answer = $4
         WHERE actor_id = $1
           AND key = $2
    )sql",
                   k.actor_id.value, k.key, static_cast<int>(status), sealed);
    return {};
}

result<> release_idempotency_key(transaction& tx, idempotency_key const& k)
{
    tx.exec_params(R"sql(/* idempotency.release */
        DELETE FROM idempotency
              WHERE actor_id = $1
                AND key = $2
                AND status = 0
    )sql",
                   k.actor_id.value, k.key);
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
