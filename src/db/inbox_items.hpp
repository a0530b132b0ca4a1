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
    bool limited = false; // Not public: whoever it came to counts, so that each inbox's copy is one item
    int attempts = 0;     // Counting the present one
};

// All in one statement; those that are there already stay as they are (T-10, quirk 15).
result<> insert_inbox_items(transaction& tx, std::vector<inbox_item> const& items);

// At most one in flight per lane, the oldest first; a later one overtakes only what waits for its next
// attempt. The first attempt's lease is as long as given, each further one's twice as long, up to 16 times: a
// crash is healed soon, and a server that keeps crashing does not use up the attempts of what is innocent.
result<std::vector<inbox_item>> claim_inbox_items(transaction& tx, int limit,
                                                  std::chrono::milliseconds lease);
// Of those that are still in hand, by anybody; rows that are locked at this moment come to their end just
// now.
result<> renew_inbox_items(transaction& tx, std::vector<core::snowflake> const& ids,
                           std::chrono::milliseconds lease);

// errc::conflict where somebody else finished it meanwhile: the caller's effects must roll back with it.
result<> finish_inbox_item(transaction& tx, core::snowflake id, std::string const& outcome);
result<> postpone_inbox_item(transaction& tx, core::snowflake id, std::chrono::seconds delay);

result<std::map<std::string, std::int64_t>> open_items_by_host(transaction& tx);

} // namespace federwerk::db
