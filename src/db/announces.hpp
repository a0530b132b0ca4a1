// SPDX-License-Identifier: AGPL-3.0-or-later
// Who announced which highlight: badges of ours, and actors elsewhere. One row per pair.
#pragma once

#include "core/snowflake.hpp"
#include "core/time.hpp"
#include "db/pool.hpp"

#include <optional>
#include <string>
#include <vector>

namespace federwerk::db {

struct announce {
    core::snowflake id;
    std::string uri; // Of the Announce of the Note's id
    core::snowflake actor_id, highlight_id;
    core::time_point published;
};

// False where that actor has announced it already, or the URI is known.
result<bool> insert_announce(transaction& tx, announce const& a);
// By badges of this instance: what must be taken back when the highlight goes.
result<std::vector<announce>> announces_by_our_badges(transaction& tx, core::snowflake highlight_id);
// The highlights of an author that badges of this instance have announced.
result<std::vector<std::string>> announced_uris_of(transaction& tx, core::snowflake author_id);
result<std::optional<announce>> find_announce(transaction& tx, std::string const& uri);
result<std::optional<announce>> find_announce_of(transaction& tx, core::snowflake actor_id,
                                                 core::snowflake highlight_id);
result<> delete_announce(transaction& tx, core::snowflake id);
// Newest first: what the outbox of a badge lists.
result<std::vector<announce>> announces_of(transaction& tx, core::snowflake actor_id,
                                           std::optional<core::snowflake> before, int limit);

} // namespace federwerk::db
