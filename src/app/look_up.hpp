// SPDX-License-Identifier: AGPL-3.0-or-later
// Finds what a member names in writing: badges by slug, alias or handle, people by handle or URI. Asks other
// servers where nobody here knows the answer, so it is never called inside a transaction.
#pragma once

#include "app/instance.hpp"
#include "domain/badge.hpp"

#include <boost/asio/awaitable.hpp>

#include <string>
#include <vector>

namespace federwerk::app {

// In the order given, each once. errc::invalid names the field and the first that nobody knows.
boost::asio::awaitable<result<std::vector<domain::badge>>>
look_up_badges(instance const& in, std::string field, std::vector<std::string> names);
boost::asio::awaitable<result<std::vector<domain::actor>>>
look_up_people(instance const& in, std::string field, std::vector<std::string> names);

// The badge that a Group actor elsewhere is: "badge.rust@b.test". Makes its row or refreshes it; none for
// other actors.
result<std::optional<domain::badge>> badge_of_remote_actor(db::transaction& tx, domain::actor const& actor);

} // namespace federwerk::app
