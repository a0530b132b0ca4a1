// SPDX-License-Identifier: AGPL-3.0-or-later
// What is kept for a while only: finished inbox items, tombstones of others, what members were told, and
// remote things that nobody here refers to.
#pragma once

#include "db/pool.hpp"

#include "core/snowflake.hpp"
#include "core/time.hpp"

#include <array>
#include <cstdint>
#include <string_view>

namespace federwerk::db {

struct purge_ages {
    std::chrono::days remote_content{90}; // settings.federation.remote_content_kept
    std::chrono::days inbox_items{7};
    std::chrono::days remote_tombstones{90};
    std::chrono::days ended_openings{30};     // Of others
    std::chrono::days read_notifications{90}; // And those that wait for an answer never
    std::chrono::days notifications{180};
};

// In the order in which one makes room for the next.
enum class purgeable { inbox_items, tombstones, notifications, highlights, openings, actors };
inline constexpr std::array all_purgeable{purgeable::inbox_items,   purgeable::tombstones,
                                          purgeable::notifications, purgeable::highlights,
                                          purgeable::openings,      purgeable::actors};
std::string_view to_string(purgeable what);

// One bounded batch of one kind, for a transaction of its own: what one kind cannot do holds up no other.
// Gives how many rows went; the caller runs it again while that is not 0.
result<std::int64_t> purge_batch(transaction& tx, purgeable what, purge_ages const& ages,
                                 core::time_point now, int limit = 500);

// An actor elsewhere is gone: so are its follows and all that it wrote. The row stays, so that nothing brings
// it back.
result<> bury_remote_actor(transaction& tx, core::snowflake actor_id);

} // namespace federwerk::db
