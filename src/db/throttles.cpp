// SPDX-License-Identifier: AGPL-3.0-or-later
#include "db/throttles.hpp"

#include "db/values.hpp"

namespace federwerk::db {

result<bool> take_from_throttle(transaction& tx, throttle_rule const& rule, core::time_point now)
{
    // Two that begin a window at once would each begin their own; the lock is of this key alone.
    tx.exec_params(R"sql(/* throttles.lock */
        SELECT pg_advisory_xact_lock(hashtextextended($1, 1))
    )sql",
                   rule.key);
    auto const rows = tx.exec_params(R"sql(/* throttles.take */
        WITH running AS (
            SELECT window_start
              FROM throttle
             WHERE key = $1
               AND window_start > $3
          ORDER BY window_start DESC
             LIMIT 1)
        INSERT INTO throttle (key, window_start, count)
             VALUES ($1, coalesce((SELECT window_start FROM running), $2), 1)
        ON CONFLICT (key, window_start)
          DO UPDATE SET count = throttle.count + 1
                  WHERE throttle.count < $4
          RETURNING count
    )sql",
                                     rule.key, timestamp(now), timestamp(now - rule.window), rule.most);
    return !rows.empty();
}

result<> give_back_to_throttle(transaction& tx, throttle_rule const& rule, core::time_point now)
{
    tx.exec_params(R"sql(/* throttles.give_back */
        UPDATE throttle
           SET count = greatest(count - 1, 0)
         WHERE key = $1
           AND window_start > $2
    )sql",
                   rule.key, timestamp(now - rule.window));
    return {};
}

result<std::int64_t> delete_throttles_before(transaction& tx, core::time_point before)
{
    auto const rows = tx.exec_params(R"sql(/* throttles.delete_old */
        DELETE FROM throttle
              WHERE window_start < $1
    )sql",
                                     timestamp(before));
    return static_cast<std::int64_t>(rows.affected_rows());
}

} // namespace federwerk::db
