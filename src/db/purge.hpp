// SPDX-License-Identifier: AGPL-3.0-or-later
// What is kept for a while only: finished inbox items, tombstones of others, and remote things that nobody
// here refers to.
#pragma once

#include "db/pool.hpp"

#include "core/snowflake.hpp"
#include "core/time.hpp"

#include <cstdint>

namespace federwerk::db {

struct purge_ages {
    std::chrono::days remote_content{90}; // settings.federation.remote_content_kept
    std::chrono::days inbox_items{7};
    std::chrono::days remote_tombstones{90};
    std::chrono::days ended_openings{30}; // Of others
};

// One bounded batch of each kind; gives how many rows went. The caller runs it again while that is not 0.
result<std::int64_t> purge_batch(transaction& tx, purge_ages const& ages, core::time_point now,
                                 int limit = 500);

// An actor elsewhere is gone: so are its follows and all that it wrote. The row stays, so that nothing brings
// it back.
result<> bury_remote_actor(transaction& tx, core::snowflake actor_id);

} // namespace federwerk::db
