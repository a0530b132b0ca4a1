// SPDX-License-Identifier: AGPL-3.0-or-later
// Somebody who acts: a member, a badge, an organisation or an instance; here or elsewhere.
#pragma once

#include "core/snowflake.hpp"
#include "core/time.hpp"

#include <optional>
#include <string>
#include <vector>

namespace federwerk::domain {

enum class actor_kind { person, organization, group, application, service };
enum class actor_state { active, silenced, suspended, gone };

struct profile_field {
    std::string name;
    std::string value; // Sanitised HTML
};

struct actor {
    core::snowflake id;
    std::string uri;
    bool local = false;
    actor_kind kind = actor_kind::person;
    std::string username; // "alice", "badge.rust"
    std::string host;     // Authority of the handle, lower case
    std::string name;
    std::string summary; // Sanitised HTML
    std::optional<std::string> url, icon_url;
    std::string inbox;
    std::optional<std::string> shared_inbox, outbox, followers, following, featured;
    std::vector<std::string> also_known_as;
    std::optional<std::string> moved_to;
    bool approves_followers = false, discoverable = false, indexable = false;
    std::vector<profile_field> fields;
    actor_state state = actor_state::active; // What this instance makes of them
    bool home_suspended = false;             // What their own home says of them
    core::time_point published, updated_at;
    std::optional<core::time_point> fetched_at;
    std::optional<std::string> verified; // Of an organisation: the domain that it has proven to this instance

    std::string handle() const { return username + "@" + host; }
};

enum class key_algorithm { rsa, ed25519 };

struct public_key {
    std::string uri; // keyId
    core::snowflake actor_id;
    key_algorithm algorithm = key_algorithm::rsa;
    std::string spki; // DER SubjectPublicKeyInfo
};

} // namespace federwerk::domain
