// SPDX-License-Identifier: AGPL-3.0-or-later
// What members say about themselves. Followers elsewhere get an Update of the actor with every change.
#pragma once

#include "app/instance.hpp"
#include "app/profiles/profile_fields.hpp"
#include "db/profiles.hpp"
#include "domain/badge.hpp"

#include <boost/asio/awaitable.hpp>

#include <optional>
#include <string>
#include <vector>

namespace federwerk::app {

struct profile_edit { // What is absent stays
    std::optional<std::string> name, bio, locale, digest;
    std::optional<std::vector<plain_field>> fields;
    std::optional<bool> discoverable, indexable, approves_followers, shows_follows;
    std::optional<std::optional<core::snowflake>> avatar; // A picture of one's own, or none
};

struct profile {
    db::profile stored;
    std::vector<plain_field> fields;
    std::vector<domain::badge> badges; // In the order in which they are worn
};

boost::asio::awaitable<result<profile>> read_profile(instance const& in, core::snowflake member_id);

// errc::conflict where the profile was changed at the same time.
boost::asio::awaitable<result<profile>> edit_profile(instance const& in, core::snowflake member_id,
                                                     profile_edit edit);

} // namespace federwerk::app
