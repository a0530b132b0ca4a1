// SPDX-License-Identifier: AGPL-3.0-or-later
// Actors, local and remote, and their keys.
#pragma once

#include "db/pool.hpp"
#include "domain/actor.hpp"

#include <optional>
#include <vector>

namespace federwerk::db {

result<core::snowflake> next_id(transaction& tx); // A fresh snowflake

result<std::optional<domain::actor>> find_actor(transaction& tx, core::snowflake id);
result<std::optional<domain::actor>> find_actor_by_uri(transaction& tx, std::string const& uri);
result<std::optional<domain::actor>> find_actor_by_handle(transaction& tx, std::string const& username,
                                                          std::string const& host);
result<std::optional<domain::actor>> find_local_actor(transaction& tx, std::string const& username);
result<std::vector<domain::actor>> find_actors_by_uri(transaction& tx, std::vector<std::string> const& uris);

// Local actors: id and URIs are set by the caller (next_id, domain::uris). errc::conflict: the handle is
// taken.
result<> insert_actor(transaction& tx, domain::actor const& actor);
// Remote actors, by URI: inserts or replaces what their document says; keeps id, state and published. Gives
// the id.
result<core::snowflake> upsert_remote_actor(transaction& tx, domain::actor const& actor,
                                            std::vector<domain::public_key> const& keys);
result<> update_actor_state(transaction& tx, core::snowflake id, domain::actor_state state);
// A Move that was believed; false where the actor moved less than 30 days before (T-20).
result<bool> record_move(transaction& tx, core::snowflake id, std::string const& target_uri,
                         core::time_point now);

result<std::optional<domain::public_key>> find_public_key(transaction& tx, std::string const& uri);
result<std::vector<domain::public_key>> public_keys_of(transaction& tx, core::snowflake actor_id);
// The key that the actor has now, and until the transaction ends.
result<std::optional<domain::public_key>> hold_public_key(transaction& tx, core::snowflake actor_id,
                                                          domain::key_algorithm algorithm);

// Sealed PKCS#8, as core::secrets gave it. Purpose of the seal: "private_key".
struct sealed_key {
    domain::public_key public_key;
    std::string sealed;
};
result<std::optional<sealed_key>> find_private_key(transaction& tx, core::snowflake actor_id,
                                                   domain::key_algorithm algorithm);
// False where another process stored one first; read that one then.
result<bool> insert_private_key(transaction& tx, sealed_key const& key);
// Rotation: the same keyId with new bytes, so that peers find it by asking once more.
result<> replace_private_key(transaction& tx, sealed_key const& key);

} // namespace federwerk::db
