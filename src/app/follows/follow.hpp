// SPDX-License-Identifier: AGPL-3.0-or-later
// A member follows somebody: a person, an organisation or a badge, here or elsewhere.
#pragma once

#include "app/along.hpp"
#include "app/instance.hpp"
#include "db/follows.hpp"

#include <boost/asio/awaitable.hpp>

#include <string>

namespace federwerk::app {

struct followed {
    db::follow follow;
    domain::actor actor;
};
// target: a handle or a URL. errc::invalid names the field where nobody answers to it, errc::forbidden a
// block.
boost::asio::awaitable<result<followed>> follow(instance const& in, domain::actor member, std::string target,
                                                along<followed> with = {});

} // namespace federwerk::app
