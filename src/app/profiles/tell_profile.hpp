// SPDX-License-Identifier: AGPL-3.0-or-later
// The Update of a member's actor, made before the transaction that stores what it says.
#pragma once

#include "app/profiles/edit_profile.hpp"
#include "outbox/enqueue.hpp"

namespace federwerk::app {

boost::asio::awaitable<result<outbox::letter>> tell_profile(instance const& in, domain::actor const& member,
                                                            std::vector<domain::badge> const& worn,
                                                            core::snowflake activity_id);

} // namespace federwerk::app
