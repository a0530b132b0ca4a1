// SPDX-License-Identifier: AGPL-3.0-or-later
// Ids that are gone for ever: ours answer 410, remote ones refuse a Create that comes after its Delete.
#pragma once

#include "db/pool.hpp"

#include "core/snowflake.hpp"
#include "core/time.hpp"

#include <optional>
#include <string>

namespace federwerk::db {

struct tombstone {
    std::string uri;
    bool local = false;
    std::string former_type = "Note";
    core::time_point deleted_at;
    std::optional<core::snowflake> actor_id; // Who deleted it; nobody: we did
};

result<> insert_tombstone(transaction& tx, tombstone const& t); // Once; a second one changes nothing
result<std::optional<tombstone>> find_tombstone(transaction& tx, std::string const& uri); // Ours
// Said by its owner, or by us. What others on its host say of it does not count (T-21).
result<bool> is_deleted(transaction& tx, std::string const& uri, core::snowflake owner_id);

} // namespace federwerk::db
