// SPDX-License-Identifier: AGPL-3.0-or-later
// Activities that were received, verified and promised to be worked off; the queue of the inbox
// (hardening.md 2.2).
#pragma once

#include "db/pool.hpp"

#include "core/snowflake.hpp"
#include "core/time.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace federwerk::db {

struct inbox_item {
    core::snowflake id;
    std::string activity_uri, actor_uri, sender_host, type, body;
    std::optional<core::snowflake> recipient_id;
    std::optional<std::string> synchronization; // FEP-8fcf, as it came
    bool trusted = false;
    int attempts = 0; // Counting the present one
};

// All in one statement; those that are there already stay as they are (T-10, quirk 15).
result<> insert_inbox_items(transaction& tx, std::vector<inbox_item> const& items);

// At most one in flight per lane, the oldest first; a later one overtakes only what waits for its next
// attempt.
result<std::vector<inbox_item>> claim_inbox_items(transaction& tx, int limit, std::chrono::seconds lease);

// errc::conflict where somebody else finished it meanwhile: the caller's effects must roll back with it.
result<> finish_inbox_item(transaction& tx, core::snowflake id, std::string const& outcome);
result<> postpone_inbox_item(transaction& tx, core::snowflake id, std::chrono::seconds delay);
result<> release_inbox_item(transaction& tx, core::snowflake id); // As if it had not been claimed

result<std::map<std::string, std::int64_t>> open_items_by_host(transaction& tx);
result<std::int64_t> count_open_items(transaction& tx);

} // namespace federwerk::db
