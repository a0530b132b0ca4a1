// SPDX-License-Identifier: AGPL-3.0-or-later
#include "db/featured.hpp"

namespace federwerk::db {

result<> feature(transaction& tx, core::snowflake actor_id, core::snowflake highlight_id)
{
    tx.exec_params(R"sql(/* featured.insert */
        INSERT INTO featured (actor_id, highlight_id)
             SELECT $1, $2 WHERE (SELECT count(*) FROM featured WHERE actor_id = $1) < 20
        ON CONFLICT DO NOTHING
    )sql",
                   actor_id.value, highlight_id.value);
    return {};
}

result<> unfeature(transaction& tx, core::snowflake actor_id, core::snowflake highlight_id)
{
    tx.exec_params("/* featured.delete */ DELETE FROM featured WHERE actor_id = $1 AND highlight_id = $2",
                   actor_id.value, highlight_id.value);
    return {};
}

} // namespace federwerk::db
