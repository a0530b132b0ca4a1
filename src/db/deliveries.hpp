// SPDX-License-Identifier: AGPL-3.0-or-later
// What is to be delivered: each activity once, and a narrow row for each inbox that has not got it yet.
#pragma once

#include "core/time.hpp"
#include "db/pool.hpp"
#include "domain/actor.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace federwerk::db {

inline constexpr int lanes_per_peer = 8;

struct new_activity {
    core::snowflake id;
    std::string uri;
    core::snowflake actor_id;
    std::string type, object_uri;
    std::optional<core::snowflake> highlight_id;
    bool public_ = false;
    std::string body;
    std::optional<core::snowflake> followers_of; // Whose FEP-8fcf header goes with it
};
result<> insert_activity(transaction& tx, new_activity const& activity);

// Remote people only. Suspended actors, suspended domains, inboxes and peers that are gone are left out.
struct recipients {
    std::vector<core::snowflake> followers_of, actors;
    bool personal = false; // To the inbox of each, never to the one that they share
};
// One row per distinct inbox (shared inbox first, unless they are personal). lane_hash is of the ordering
// key. Gives how many.
result<std::size_t> insert_deliveries(transaction& tx, core::snowflake activity_id, recipients const& whom,
                                      unsigned lane_hash, core::time_point expires_at);

struct delivery {
    std::int64_t peer_id = 0;
    core::snowflake activity_id;
    std::int64_t inbox_id = 0;
    std::string inbox; // Empty where it is gone
    int lane = 0;
    unsigned attempts = 0, refusals = 0;
    core::time_point expires_at;
    std::optional<core::time_point> not_before;
};
struct delivery_cursor {
    core::snowflake activity_id;
    std::int64_t inbox_id = 0;
};
// The first rows of each peer behind the cursor, in the order of their activities.
result<std::vector<delivery>> next_deliveries(transaction& tx, std::vector<std::int64_t> const& peers,
                                              delivery_cursor after, int rows_per_peer);
result<std::size_t> delete_expired_deliveries(transaction& tx, std::vector<std::int64_t> const& peers);

// What a delivery sends.
struct posted_activity {
    core::snowflake id, actor_id;
    std::string actor_uri, body;
    std::optional<core::snowflake> followers_of;
    std::string followers_uri; // Of followers_of
};
result<std::vector<posted_activity>> posted_activities(transaction& tx,
                                                       std::vector<core::snowflake> const& ids);

// Accepted remote followers by the origin of their id, for those origins: what FEP-8fcf digests.
result<std::map<std::string, std::vector<std::string>>>
followers_by_origin(transaction& tx, core::snowflake actor_id, std::vector<std::string> const& origins);

struct queue_depth {
    std::string peer_state; // closed, open, half_open, gone
    std::int64_t deliveries = 0, peers = 0;
    std::optional<core::time_point> oldest; // When the oldest activity among them was said
};
result<std::vector<queue_depth>> delivery_depth(transaction& tx);

} // namespace federwerk::db
