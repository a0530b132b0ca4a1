// SPDX-License-Identifier: AGPL-3.0-or-later
// An author takes a highlight away: a tombstone stays, and everybody who could have it gets a Delete.
#pragma once

#include "app/instance.hpp"
#include "domain/actor.hpp"

#include <boost/asio/awaitable.hpp>

namespace federwerk::app {

// errc::not_found where the highlight is somebody else's.
boost::asio::awaitable<result<>> delete_highlight(instance const& in, domain::actor author,
                                                  core::snowflake id);

} // namespace federwerk::app
