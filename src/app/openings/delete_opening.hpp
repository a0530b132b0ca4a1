// SPDX-License-Identifier: AGPL-3.0-or-later
// An owner takes an opening away: a tombstone stays, and everybody who could have it gets a Delete.
#pragma once

#include "app/instance.hpp"
#include "domain/opening.hpp"

#include <boost/asio/awaitable.hpp>

namespace federwerk::app {

// errc::not_found where it is somebody else's or has another form.
boost::asio::awaitable<result<>> delete_opening(instance const& in, domain::actor member, core::snowflake id,
                                                domain::opening_form form);

} // namespace federwerk::app
