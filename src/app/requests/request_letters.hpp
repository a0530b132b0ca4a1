// SPDX-License-Identifier: AGPL-3.0-or-later
// What is said about a request to the other server, as promises to deliver. Rows only. To people here nothing
// is sent: for them the row is enough.
#pragma once

#include "app/requests/request_people.hpp"
#include "domain/uris.hpp"
#include "outbox/enqueue.hpp"

#include <string>

namespace federwerk::app {

// One activity of the sequence about the opening, which reaches the other server in order: what is asked anew
// comes after what was taken back. The id is its activity's; body is finished.
struct request_letter {
    core::snowflake id;
    std::string uri, type, body;
    domain::actor const& from;
    domain::actor const& to;
    std::optional<std::string> object_uri{}; // What it is about, where that is not the request itself
};
result<> send_about(db::transaction& tx, domain::request const& r, request_letter what, core::time_point now);

// TentativeAccept, Accept, Undo, or a receipt; to who answered by a message, the same in words. Nothing for
// not_now, which is silent until the request expires.
result<> send_step(db::transaction& tx, domain::uris const& uris, own_request const& after, domain::step what,
                   core::time_point now);
// The owner's Reject, as it goes out for declined and unanswered ones alike.
result<> send_rejection(db::transaction& tx, domain::uris const& uris, request_file const& file,
                        core::time_point now);

} // namespace federwerk::app
