// SPDX-License-Identifier: AGPL-3.0-or-later
// Answers of creations that carried an Idempotency-Key. The row is written in the creation's own transaction:
// a key is absent or complete, and where the process dies, nothing of it stays.
#pragma once

#include "core/snowflake.hpp"
#include "core/time.hpp"
#include "db/pool.hpp"

#include <optional>
#include <string>

namespace federwerk::db {

struct idempotency_key {
    core::snowflake actor_id;
    std::string key;
    std::string request_hash;
};
struct idempotency_answer {
    bool same_request = false;
    unsigned status = 0;
    std::string sealed; // As it was kept
};

result<std::optional<idempotency_answer>> find_idempotency_answer(transaction& tx, idempotency_key const& k);
// The last statement of the creation's transaction. Waits while another transaction writes the same key, and
// is errc::conflict where that one commits: the caller's effects must roll back with it.
result<> keep_idempotency_answer(transaction& tx, idempotency_key const& k, idempotency_answer const& answer,
                                 core::time_point now);
result<std::int64_t> delete_idempotency_before(transaction& tx, core::time_point before);

} // namespace federwerk::db
