// SPDX-License-Identifier: AGPL-3.0-or-later
// A request as an Offer of an Agreement (FEP-0837), what its two parties answer to it, and their messages.
#pragma once

#include "domain/actor.hpp"
#include "domain/opening.hpp"
#include "domain/request.hpp"
#include "domain/seat_terms.hpp"
#include "domain/uris.hpp"

#include <optional>
#include <string>

namespace federwerk::translate {

struct request_parties {
    domain::actor const& sender;
    domain::actor const& receiver; // The owner of the opening
    std::optional<std::string> behalf_uri{};
};

// What the two promise each other: to fill the seat, and where the opening asks for it something in return.
struct promised {
    std::string uri; // Of the Intent that it satisfies
    std::string unit = "one";
    std::string quantity = "1";
};
struct promises {
    promised seat;
    std::optional<promised> reciprocal{};
};
// FEP-0837: in the opening's own unit and amount. None: it is gone.
promises promises_for(domain::request const& r, std::optional<domain::opening> const& o,
                      domain::seat_terms const& terms);

// Its id is the request's own URI; still without the sender's proof.
std::string offer(domain::request const& r, promises const& what, request_parties const& who);

// `id` is the activity's URI. What the owner says:
std::string accept_tentatively(std::string const& id, domain::request const& r, request_parties const& who);
std::string accept_offer(std::string const& id, domain::request const& r, promises const& what,
                         request_parties const& who);
std::string agreement_document(domain::request const& r, promises const& what, request_parties const& who);
// Declined and unanswered alike: nothing in it tells the two apart.
std::string reject_offer(std::string const& id, std::string const& request_uri, request_parties const& who);
std::string undo_accept(std::string const& id, domain::request const& r, request_parties const& who);
// What the sender says; after an agreement it ends that.
std::string undo_offer(std::string const& id, domain::request const& r, request_parties const& who);
// Either: their part is done.
std::string receipt(std::string const& id, domain::request const& r, domain::actor const& by,
                    domain::actor const& to);

// The asker's signed Offer in an Invite: from the asker, who wants it passed on; from the introducer to the
// owner, with a sentence of theirs; and the introducer's word to the asker that it was done.
struct introduction_letter {
    std::string id; // Of the activity
    domain::actor const& from;
    domain::actor const& to;
    std::string const& offer;
};
std::string ask_introduction(introduction_letter const& l, domain::actor const& owner);
std::string pass_on(introduction_letter const& l, std::string const& sentence, std::string const& asked_uri);
std::string passed_on(std::string const& id, std::string const& asked_uri, domain::actor const& introducer,
                      domain::actor const& asker);
// The asker does not want it any more.
std::string undo_introduction(std::string const& id, std::string const& asked_uri, domain::actor const& asker,
                              domain::actor const& introducer);
// What somebody wrote is taken back, from who read it.
std::string delete_message(std::string const& id, std::string const& uri, domain::actor const& from,
                           domain::actor const& to);

struct direct_message {
    std::string uri;
    std::string html;
    std::optional<std::string> in_reply_to; // The message before
    core::time_point published;
};
// A direct Note in a Create: so that people on Mastodon can take part.
std::string message_document(domain::request const& r, direct_message const& message,
                             domain::actor const& from, domain::actor const& to);
std::string create_message(std::string const& id, domain::request const& r, direct_message const& message,
                           domain::actor const& from, domain::actor const& to);
// Between Federwerks: the other server is asked to forget the thread too.
std::string remove_thread(std::string const& id, domain::request const& r, domain::actor const& by,
                          domain::actor const& to);

} // namespace federwerk::translate
