// SPDX-License-Identifier: AGPL-3.0-or-later
// Who wants nothing to do with whom. One row per direction.
#pragma once

#include "db/pool.hpp"

#include "core/snowflake.hpp"

#include <string>

namespace federwerk::db {

struct block {
    core::snowflake actor_id, blocked_id;
    std::string uri; // Of the Block activity
};

result<> upsert_block(transaction& tx, block const& b);
result<bool> delete_block(transaction& tx, core::snowflake actor_id, core::snowflake blocked_id);
result<bool> blocks_between(transaction& tx, core::snowflake a, core::snowflake b); // In either direction

} // namespace federwerk::db
