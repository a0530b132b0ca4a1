// SPDX-License-Identifier: AGPL-3.0-or-later
// The promise to deliver, made in the caller's own transaction: a post and its deliveries happen both, or
// neither.
#pragma once

#include "db/pool.hpp"
#include "domain/actor.hpp"

#include <optional>
#include <string>
#include <vector>

namespace federwerk::outbox {

// What is said, finished to the last byte: signatures cover exactly these bytes.
struct letter {
    std::string uri;    // Of the activity
    core::snowflake id; // Its snowflake (db::next_id), also what the URI ends with
    core::snowflake actor_id;
    std::string type; // "Create"
    std::string object_uri;
    std::optional<core::snowflake> highlight_id; // Whose visibility decides who may fetch the activity
    bool public_ = false;
    std::string body;
    std::string ordering_key; // Activities with one key reach a peer in order: the object's URI, or the pair
                              // of a follow
};

// Whom it goes to. All are resolved to inboxes inside the transaction; local ones need no delivery and are
// skipped.
struct audience {
    bool followers = false;                    // Of the letter's actor (accepted, remote)
    std::vector<core::snowflake> actors;       // Named ones
    std::vector<core::snowflake> followers_of; // Further actors whose followers hear it: badges
    bool personal = false; // To each one's own inbox: a shared inbox would not say who may see it
};

// Stores the letter once and one delivery per distinct inbox (shared inbox first). Gives how many.
// After the commit call post_office::nudge(); a process that dies before that loses nothing, workers find the
// rows.
result<std::size_t> enqueue(db::transaction& tx, letter const& what, audience const& whom,
                            core::time_point now);

} // namespace federwerk::outbox
