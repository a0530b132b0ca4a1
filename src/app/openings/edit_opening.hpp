// SPDX-License-Identifier: AGPL-3.0-or-later
// An owner changes an opening, or says that an openness still holds: everybody who has it gets an Update.
#pragma once

#include "app/openings/publish_opening.hpp"

namespace federwerk::app {

// errc::not_found where the opening is somebody else's or has another form; errc::conflict where it is closed
// or ended, or was changed at the same time.
boost::asio::awaitable<result<owned_opening>> edit_opening(instance const& in, domain::actor member,
                                                           core::snowflake id, domain::opening_form form,
                                                           domain::opening_edit edit);

} // namespace federwerk::app
