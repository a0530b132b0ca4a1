// SPDX-License-Identifier: AGPL-3.0-or-later
// An award of somebody elsewhere, read and checked at its home. Never called inside a transaction.
#pragma once

#include "remote/resolver.hpp"
#include "translate/incoming_award.hpp"

#include <boost/asio/awaitable.hpp>

#include <optional>
#include <string>

namespace federwerk::app {

// What is to be looked at, and whose word it must be.
struct award_question {
    std::string uri;    // Of the credential or the assertion
    std::string issuer; // The actor who offers it
    std::optional<vocab::incoming_assertion>
        assertion; // As the issuer sent it; none: a credential at its uri
};

enum class award_look {
    good,       // The issuer's own word, and it holds
    unproven,   // The same, but for its proof: keys change, and then home signs anew or not
    gone,       // Home says 410, or that it is revoked
    missing,    // Home says 404, as it does while a domain cannot be proven
    unanswered, // Nothing is known: ask again later
    unreadable, // Something is served there that is no award
    bad         // It is not what it must be: why says what is wrong
};

struct known_award {
    award_look state = award_look::unanswered;
    std::string why;
    translate::remote_award said; // With document and key
};

// A credential: served at its own id, on the origin of its issuer, with a proof by the issuer's key. An
// assertion: what it is for is read at its home, where it was not sent along, and names the issuer's actor.
boost::asio::awaitable<known_award> look_at_award(remote::resolver& remote, award_question const& what,
                                                  remote::budget& spend);

// Whether what was stored of one of BadgeFed's still stands: gone, or good where nothing is said against it.
boost::asio::awaitable<award_look> look_for_assertion(remote::resolver& remote, domain::award const& a,
                                                      remote::budget& spend);

} // namespace federwerk::app
