// SPDX-License-Identifier: AGPL-3.0-or-later
// Who follows whom. One row per pair, whatever order the activities came in.
#pragma once

#include "db/pool.hpp"
#include "domain/actor.hpp"

#include <optional>
#include <vector>

namespace federwerk::db {

enum class follow_state { requested, accepted };

struct follow {
    core::snowflake id, follower_id, followed_id;
    std::string uri; // Of the Follow activity
    follow_state state = follow_state::requested;
    core::time_point created_at;
};

// A second Follow of the same pair takes over the new URI and never lowers an accepted state.
result<follow> upsert_follow(transaction& tx, follow const& wanted);
result<std::optional<follow>> find_follow(transaction& tx, core::snowflake follower_id,
                                          core::snowflake followed_id);
result<std::optional<follow>> find_follow_by_id(transaction& tx, core::snowflake id);
result<std::optional<follow>> find_follow_by_uri(transaction& tx, std::string const& uri);
result<bool> accept_follow(transaction& tx, core::snowflake id, core::time_point now);
result<bool> delete_follow(transaction& tx, core::snowflake follower_id, core::snowflake followed_id);

struct follow_row {
    db::follow follow;
    domain::actor other;
};
// Newest first, before the cursor where one is given. follows_by gives requested ones too, followers_of
// accepted ones only.
result<std::vector<follow_row>> follows_by(transaction& tx, core::snowflake follower_id,
                                           std::optional<core::snowflake> before, int limit);
result<std::vector<follow_row>> followers_of(transaction& tx, core::snowflake followed_id,
                                             std::optional<core::snowflake> before, int limit);
result<std::vector<follow_row>> follow_requests_of(transaction& tx, core::snowflake followed_id,
                                                   std::optional<core::snowflake> before, int limit);
result<std::vector<follow>> local_follows_of(transaction& tx,
                                             core::snowflake followed_id); // By people here, in any state
// Accepted ones with their followers, all of them people here.
result<std::vector<follow_row>> local_followers_of(transaction& tx, core::snowflake followed_id);
// From and to remote actors of the domain or below it, as far as the rules for domains suspend them.
result<> delete_follows_at(transaction& tx, std::string const& domain);
result<> delete_follows_of(transaction& tx, core::snowflake actor_id); // In both directions
// Accepted ones.
result<std::int64_t> count_followers(transaction& tx, core::snowflake followed_id);
result<std::int64_t> count_following(transaction& tx, core::snowflake follower_id);
// URIs of accepted remote followers whose id is on the origin: what FEP-8fcf digests.
result<std::vector<std::string>> follower_uris_at(transaction& tx, core::snowflake followed_id,
                                                  std::string const& origin);

} // namespace federwerk::db
