// SPDX-License-Identifier: AGPL-3.0-or-later
// A collaborator's consent, read at its home. Never called inside a transaction.
#pragma once

#include "domain/actor.hpp"
#include "domain/credit.hpp"
#include "remote/resolver.hpp"

#include <boost/asio/awaitable.hpp>

#include <string>

namespace federwerk::app {

enum class authorization_state {
    good,       // Served at its own id, on its owner's origin, with a proof by its owner
    gone,       // Home says 410, or shows a tombstone
    unanswered, // Nothing is known: ask again later
    bad         // Anything else: why says what is wrong
};

struct known_authorization {
    authorization_state state = authorization_state::unanswered;
    std::string why;
    domain::authorization said;
    domain::actor collaborator; // Whose proof it is
    std::string document, key;  // The bytes, and the Multikey that their proof was verified with
};

boost::asio::awaitable<known_authorization> fetch_authorization(remote::resolver& remote, std::string uri,
                                                                remote::budget& spend);

} // namespace federwerk::app
