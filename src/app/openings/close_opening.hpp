// SPDX-License-Identifier: AGPL-3.0-or-later
// An owner closes an opening before its end: it stays for the owner to read, and is gone for everybody else,
// elsewhere by a Delete.
#pragma once

#include "app/openings/publish_opening.hpp"

namespace federwerk::app {

// Closed twice is closed once. errc::not_found where it is somebody else's or has another form.
boost::asio::awaitable<result<owned_opening>> close_opening(instance const& in, domain::actor member,
                                                            core::snowflake id, domain::opening_form form,
                                                            along<owned_opening> with = {});

} // namespace federwerk::app
