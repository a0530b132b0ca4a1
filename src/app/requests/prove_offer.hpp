// SPDX-License-Identifier: AGPL-3.0-or-later
// An Offer that somebody else hands on: it counts by its sender's proof (FEP-8b32), or as its own home tells
// it.
#pragma once

#include "domain/actor.hpp"
#include "remote/resolver.hpp"
#include "json/document.hpp"

#include <boost/asio/awaitable.hpp>

#include <string>

namespace federwerk::app {

struct proven_offer {
    domain::actor sender;
    std::string document;
};
// errc::forbidden where neither holds. Keeps to the budget.
boost::asio::awaitable<result<proven_offer>> prove_offer(remote::resolver& remote, json::view embedded,
                                                         remote::budget& spend);

} // namespace federwerk::app
