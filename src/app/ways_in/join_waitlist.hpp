// SPDX-License-Identifier: AGPL-3.0-or-later
// Somebody applies for a place. The answer says nothing about who is known here; everything else goes by mail
// (T-73).
#pragma once

#include "app/instance.hpp"
#include "domain/waitlist.hpp"

namespace federwerk::app {

// Success, whether the address is new, waiting, admitted or a member's, and whether a mail went out or one
// had gone out in the ten minutes before. errc::invalid: a field is not right; errc::throttled: this client
// or this domain sends too many.
boost::asio::awaitable<result<>> join_waitlist(instance const& in, domain::application given,
                                               std::string client_address);

} // namespace federwerk::app
