// SPDX-License-Identifier: AGPL-3.0-or-later
// What members say about themselves: the actor's public part and the member's private one, written together.
#pragma once

#include "db/pool.hpp"
#include "domain/actor.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace federwerk::db {

struct profile {
    domain::actor actor;
    std::string bio; // The Markdown behind actor.summary
    std::string locale;
    bool shows_follows = false;
    std::string digest = "daily"; // Or "off": the mail of a day
};

// Of members here; the row stays locked until the transaction ends.
result<std::optional<profile>> find_profile(transaction& tx, core::snowflake actor_id);
// Name, summary, icon, fields, the four switches, bio, locale, digest and updated_at.
result<> update_profile(transaction& tx, profile const& p);
result<> update_actor_profile(transaction& tx, domain::actor const& a); // The actor's part alone

// Several at once, in no particular order; the unknown are left out.
result<std::vector<domain::actor>> find_actors(transaction& tx, std::vector<core::snowflake> const& ids);
result<std::map<core::snowflake, domain::actor>> actors_by_id(transaction& tx,
                                                              std::vector<core::snowflake> const& ids);

} // namespace federwerk::db
