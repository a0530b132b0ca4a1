// SPDX-License-Identifier: AGPL-3.0-or-later
// Whose outbox is to be looked into, because somebody here has begun to follow them: a queue, kept at least
// once.
#pragma once

#include "core/snowflake.hpp"
#include "db/pool.hpp"

#include <chrono>
#include <string>
#include <vector>

namespace federwerk::db {

struct outbox_visit {
    core::snowflake actor_id;
    std::string actor_uri;
    int attempts = 0; // Counting the present one
};

// Once per actor and hour: a visit that is due, under way or just done is enough.
result<> wish_outbox_visit(transaction& tx, core::snowflake actor_id);
result<std::vector<outbox_visit>> claim_outbox_visits(transaction& tx, int limit, std::chrono::seconds lease);
result<> finish_outbox_visit(transaction& tx, core::snowflake actor_id);
result<> postpone_outbox_visit(transaction& tx, core::snowflake actor_id, std::chrono::seconds delay);

} // namespace federwerk::db
