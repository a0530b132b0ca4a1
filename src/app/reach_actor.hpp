// SPDX-License-Identifier: AGPL-3.0-or-later
// Finds somebody whom the caller named, asking their home where need be, and says why not in the caller's
// words.
#pragma once

#include "app/instance.hpp"
#include "domain/actor.hpp"

#include <boost/asio/awaitable.hpp>

#include <string>

namespace federwerk::app {

// errc::invalid names the field: with `nobody` where there is none, or that the two servers do not talk.
// errc::unavailable where their home does not answer.
boost::asio::awaitable<result<domain::actor>> reach_actor(instance const& in, std::string handle_or_url,
                                                          std::string field, std::string nobody);

} // namespace federwerk::app
