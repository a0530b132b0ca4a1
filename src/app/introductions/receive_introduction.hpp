// SPDX-License-Identifier: AGPL-3.0-or-later
// What the wire brings of introductions: a wish to be introduced, a request that was passed on, and the word
// that it was. Rows only.
#pragma once

#include "app/introductions/ask_introduction.hpp"
#include "app/requests/receive_request.hpp"

namespace federwerk::app {

struct incoming_wish {
    std::string uri, offer_uri, offer, seat_uri, message; // Of the Invite, of the Offer in it
    domain::actor const& asker;
    std::string introducer_uri, owner_uri;
};
// False: nobody here may introduce the two, or the asker wants too much at once.
result<bool> receive_wish(db::transaction& tx, incoming_wish const& in, core::time_point now);
// The asker wants it no more. False: they asked nobody here.
result<bool> receive_wish_withdrawal(db::transaction& tx, domain::actor const& by, std::string const& uri);

// The introducer has worked with the owner, as far as is known here; otherwise no_opening.
result<request_intake> receive_introduced(db::transaction& tx, domain::uris const& uris, incoming_request in,
                                          domain::actor const& introducer, core::time_point now);

// The introducer says that it was done. False: nobody here asked for it.
result<bool> receive_passed_on(db::transaction& tx, domain::uris const& uris, domain::actor const& by,
                               std::string const& uri, core::time_point now);
// Where the owner answers first: then it was passed on. Nothing happens to any other request.
result<> ensure_passed_on(db::transaction& tx, domain::uris const& uris, domain::actor const& by,
                          std::string const& offer_uri, core::time_point now);
// The asker's own row of the request that is on its way to the owner elsewhere.
result<> become_request(db::transaction& tx, domain::introduction const& i, core::time_point now);
// The Offer as the owner's server takes it.
result<incoming_request> request_in(db::transaction& tx, domain::introduction const& i,
                                    domain::actor const& asker);

} // namespace federwerk::app
