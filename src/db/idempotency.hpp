// SPDX-License-Identifier: AGPL-3.0-or-later
// Answers of creations that carried an Idempotency-Key: a row is reserved before the act and completed after
// it, so that one key acts at most once, even where the process dies between the two.
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
    unsigned status = 0; // 0: reserved, and not completed
    std::string sealed;  // As it was completed
};
// Nothing: reserved now, act. Otherwise what is known about the earlier request with this key.
result<std::optional<idempotency_answer>> reserve_idempotency_key(transaction& tx, idempotency_key const& k,
                                                                  core::time_point now);
result<> complete_idempotency_key(transaction& tx, idempotency_key const& k, unsigned status,
                                  std::string const& sealed);
result<> release_idempotency_key(transaction& tx,
                                 idempotency_key const& k); // The act failed: nothing happened
result<std::int64_t> delete_idempotency_before(transaction& tx, core::time_point before);

} // namespace federwerk::db
