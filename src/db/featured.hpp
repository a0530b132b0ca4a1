// SPDX-License-Identifier: AGPL-3.0-or-later
// What an actor puts first on its profile.
#pragma once

#include "core/snowflake.hpp"
#include "db/pool.hpp"

namespace federwerk::db {

result<> feature(transaction& tx, core::snowflake actor_id,
                 core::snowflake highlight_id); // At most 20; more are ignored
result<> unfeature(transaction& tx, core::snowflake actor_id, core::snowflake highlight_id);

} // namespace federwerk::db
