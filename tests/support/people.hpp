// SPDX-License-Identifier: AGPL-3.0-or-later
// The people of tests: members of the instance a.test, and actors of others.
#pragma once

#include "db/pool.hpp"
#include "domain/actor.hpp"

#include <string>

namespace federwerk::tests {

// A member with the e-mail address HANDLE@example.test and the role; ids and addresses as domain::uris mints
// them.
domain::actor add_member(db::transaction& tx, std::string const& handle, std::string const& role = "member",
                         std::string const& base_url = "https://a.test");

// "https://b.test/u/bo" is bo@b.test, with the inbox …/inbox and the shared inbox https://b.test/inbox.
domain::actor add_remote_actor(db::transaction& tx, std::string const& uri,
                               domain::actor_kind kind = domain::actor_kind::person);

} // namespace federwerk::tests
