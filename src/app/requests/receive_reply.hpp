// SPDX-License-Identifier: AGPL-3.0-or-later
// What people without Federwerk write to somebody here alone: a reply to an opening is a request, and what
// follows belongs to its thread. Rows only.
#pragma once

#include "app/requests/receive_request.hpp"

namespace federwerk::app {

struct incoming_words {
    std::string uri; // Of the Note
    domain::actor const& by;
    std::vector<std::string> addressed; // Everybody, once
    std::string in_reply_to;
    std::optional<std::string> context;
    std::string html, plain; // Sanitised; without mentions at the beginning
};

// To a seat of the opening: the one whose number the text begins with, otherwise the first that is free. Of
// a text that is too long for a request, the thread gets the whole. no_opening: it answers none.
result<request_intake> receive_reply(db::transaction& tx, domain::uris const& uris, incoming_words const& in,
                                     core::time_point now);
// By the other party, to the one here alone, into a thread that is open. Who speaks by messages alone says
// "done" by one. False: into none.
result<bool> receive_words(db::transaction& tx, domain::uris const& uris, incoming_words const& in,
                           core::time_point now);
// Their author takes them back: the request that they were, or a message.
result<bool> receive_words_deletion(db::transaction& tx, said_by const& who, std::string const& uri);

} // namespace federwerk::app
