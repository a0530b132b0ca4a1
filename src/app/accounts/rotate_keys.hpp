// SPDX-License-Identifier: AGPL-3.0-or-later
// New keys for a member: peers hear of them by an Update of the actor, and otherwise ask again when a
// signature fails.
#pragma once

#include "app/instance.hpp"

namespace federwerk::app {

boost::asio::awaitable<result<>> rotate_keys(instance const& in, core::snowflake member_id,
                                             std::string actor_uri);

} // namespace federwerk::app
