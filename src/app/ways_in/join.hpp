// SPDX-License-Identifier: AGPL-3.0-or-later
// Somebody comes in with a code: that of an invitation, or that of the mail which admitted them from the
// waitlist.
#pragma once

#include "app/instance.hpp"
#include "domain/actor.hpp"

namespace federwerk::app {

struct join_request {
    std::string code, handle, email, password;
    std::string locale = "en";
    std::string client_address;
};

// Ten tries an hour and client (T-71); one that ends in an account does not count.
boost::asio::awaitable<result<domain::actor>> join(instance const& in, join_request request);

} // namespace federwerk::app
