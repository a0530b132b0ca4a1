// SPDX-License-Identifier: AGPL-3.0-or-later
#include "db/blocks.hpp"

namespace federwerk::db {

result<> upsert_block(transaction& tx, block const& b)
{
    tx.exec_params(R"sql(/* blocks.upsert */
        INSERT INTO block (actor_id, blocked_id, uri) VALUES ($1, $2, $3)
        ON CONFLICT (actor_id, blocked_id) DO UPDATE SET uri = EXCLUDED.uri
    )sql",
                   b.actor_id.value, b.blocked_id.value, b.uri);
    return {};
}

result<bool> delete_block(transaction& tx, core::snowflake actor_id, core::snowflake blocked_id)
{
    auto const done =
        tx.exec_params("/* blocks.delete */ DELETE FROM block WHERE actor_id = $1 AND blocked_id = $2",
                       actor_id.value, blocked_id.value);
    return done.affected_rows() > 0;
}

result<bool> blocks_between(transaction& tx, core::snowflake a, core::snowflake b)
{
    auto const rows = tx.exec_params(R"sql(/* blocks.between */
        SELECT EXISTS (SELECT FROM block WHERE actor_id = $1 AND blocked_id = $2
                       UNION ALL SELECT FROM block WHERE actor_id = $2 AND blocked_id = $1) AS any_block
    )sql",
                                     a.value, b.value);
    return rows[0]["any_block"].as<bool>();
}

} // namespace federwerk::db
