// SPDX-License-Identifier: AGPL-3.0-or-later
// A member proves by a password who they are.
#pragma once

#include "app/instance.hpp"
#include "domain/actor.hpp"

namespace federwerk::app {

struct sign_in_request {
    std::string name; // Handle or e-mail address
    std::string password;
    std::string client_address;
};

// errc::unauthenticated, always alike: unknown, wrong, suspended. errc::throttled: too many failures for this
// account or from this client; right ones do not count.
boost::asio::awaitable<result<domain::actor>> sign_in(instance const& in, sign_in_request request);

} // namespace federwerk::app
