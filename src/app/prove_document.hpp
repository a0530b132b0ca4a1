// SPDX-License-Identifier: AGPL-3.0-or-later
// Whether a document carries its owner's FEP-8b32 proof. Never called inside a transaction.
#pragma once

#include "domain/actor.hpp"
#include "remote/resolver.hpp"
#include "json/document.hpp"

#include <boost/asio/awaitable.hpp>

#include <string>

namespace federwerk::app {

struct proven_document {
    domain::actor owner;
    std::string key; // The Multikey that the proof was verified with
};
// By a key of exactly this owner, on their own origin; their home is asked once more where the key that we
// knew does not fit, since keys rotate. errc::forbidden and errc::unauthenticated: there is no such proof.
boost::asio::awaitable<result<proven_document>> prove_document(remote::resolver& remote, json::view document,
                                                               std::string owner, remote::budget& spend);

} // namespace federwerk::app
