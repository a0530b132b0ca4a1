// SPDX-License-Identifier: AGPL-3.0-or-later
// An Offer as the request that it makes, whoever brings it: its sender, or somebody who passes it on.
#pragma once

#include "app/requests/receive_request.hpp"
#include "federation/vocab/incoming.hpp"

namespace federwerk::app {

// Cleaned, and cut to what a request holds.
incoming_request to_request(vocab::incoming_offer const& offer, std::string uri, domain::actor const& sender);
// For whom it is, as far as that may be believed: who speaks for an organisation does so from its own server.
std::optional<std::string> behalf_of(vocab::incoming_offer const& offer, std::string const& sender_uri);
// Where that is known here as an organisation.
result<std::optional<core::snowflake>> find_behalf(db::transaction& tx, vocab::incoming_offer const& offer,
                                                   std::string const& sender_uri);

} // namespace federwerk::app
