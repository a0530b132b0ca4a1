// SPDX-License-Identifier: AGPL-3.0-or-later
// What the wire brings of requests: asked, and answered. Rows only; called inside the inbox's transaction by
// its verbs, which have made sure who speaks. Each may come twice, late, or across what was said here.
#pragma once

#include "db/pool.hpp"
#include "domain/actor.hpp"
#include "domain/request.hpp"
#include "domain/uris.hpp"

#include <optional>
#include <string>
#include <vector>

namespace federwerk::app {

struct incoming_request {
    std::string uri;      // Of the Offer or the Note
    domain::actor sender; // Who speaks
    std::string seat_uri; // What it satisfies, or the opening's own URI: then its first seat
    std::string message;  // Plain text
    std::vector<std::string> answers;
    domain::spoken spoken = domain::spoken::offer;
    std::string unit = "one";                 // As it was written
    bool is_one = true;                       // What it offers is what a seat is for
    bool gives_back = false;                  // It promises something in return
    std::optional<core::snowflake> behalf_id; // A known organisation that speaks for itself by a proof
    std::optional<core::snowflake> introducer_id;
    std::string introduction;
    std::optional<core::time_point> published; // When its sender's clock began; absent: when it came
};
enum class request_intake {
    stored,
    known,      // By its URI, or an open one of the same sender for the same seat is there
    refused,    // The opening takes none: the owner's Reject is on its way
    no_opening, // None here that the sender may see. Nothing is said, whether it is excluded or there is none
    throttled,  // By the sender's or its host's limit
};
result<request_intake> receive_request(db::transaction& tx, domain::uris const& uris,
                                       incoming_request const& in, core::time_point now);

struct said_by {
    domain::uris const& uris;
    domain::actor const& actor;
    core::time_point now;
};
// False: about no request here, so that the verb looks further. True: it is so now, or was already, or comes
// too late to change anything. errc::forbidden: not theirs to say.
result<bool> receive_interest(db::transaction& tx, said_by const& who,
                              std::string const& request_uri); // TentativeAccept
// Accept. The agreement's URI is the owner's own.
result<bool> receive_agreement(db::transaction& tx, said_by const& who, std::string const& request_uri,
                               std::string const& agreement_uri);
// Reject. Before the request expires the sender does not learn of it.
result<bool> receive_rejection(db::transaction& tx, said_by const& who, std::string const& request_uri);
// Undo of the Offer by its sender; after an agreement it ends that.
result<bool> receive_withdrawal(db::transaction& tx, said_by const& who, std::string const& request_uri);
result<bool> receive_done(db::transaction& tx, said_by const& who,
                          std::string const& agreement_uri); // The receipt of either party
// Undo of an agreement by either party: object is the Offer, the agreement, or what the Accept was about.
result<bool> receive_end(db::transaction& tx, said_by const& who, std::string const& uri);

} // namespace federwerk::app
