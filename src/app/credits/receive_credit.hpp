// SPDX-License-Identifier: AGPL-3.0-or-later
// What the wire brings of credits: asked for, answered, taken back, and listed on somebody's highlight. Rows
// only; called inside the inbox's transaction by its verbs, which have made sure who speaks. Each may come
// twice, late, or across what was said here.
#pragma once

#include "app/credits/ask_credits.hpp"
#include "app/credits/fetch_authorization.hpp"
#include "domain/credit.hpp"
#include "federation/vocab/incoming.hpp"

#include <map>
#include <string>

namespace federwerk::app {

using known_authorizations = std::map<std::string, known_authorization>;

struct incoming_credit_question {
    std::string uri; // Of the CreditRequest
    domain::actor const& author;
    domain::actor const& collaborator; // A member here
    std::string highlight_uri, role, digest;
    std::optional<std::string> context;
    credited_text const& text; // Of the highlight, as its author's server tells it
};
// errc::forbidden where the digest is not of that text. False: they do not want to be asked, or were asked
// before.
result<bool> receive_credit_question(db::transaction& tx, domain::uris const& uris,
                                     incoming_credit_question const& in, core::time_point now);

// The following give false where they are about no credit here, so that the verb looks further;
// errc::forbidden: not theirs to say.

// Accept: the authorization was read at its home. errc::unavailable where that did not answer.
result<bool> receive_consent(db::transaction& tx, domain::uris const& uris, domain::actor const& by,
                             std::string const& request_uri, known_authorization const* found,
                             core::time_point now);
result<bool> receive_refusal(db::transaction& tx, domain::uris const& uris, domain::actor const& by,
                             std::string const& request_uri, core::time_point now); // Reject
// Undo of the CreditRequest: the author names them no longer.
result<bool> receive_credit_withdrawal(db::transaction& tx, domain::actor const& by,
                                       std::string const& request_uri);
// Delete of the authorization, or of the message that stood for it.
result<bool> receive_revocation(db::transaction& tx, domain::uris const& uris, domain::actor const& by,
                                std::string const& uri, core::time_point now);

// A direct reply to the letter that asked.
struct spoken_reply {
    std::string uri, in_reply_to, plain;
};
result<bool> receive_spoken_answer(db::transaction& tx, domain::uris const& uris, domain::actor const& by,
                                   spoken_reply const& what, core::time_point now);

// What a highlight of others says about who worked on it, after it was stored. Nobody is shown by its word
// alone: where home did not answer, the authorization is looked at later.
struct listed_credits {
    domain::highlight const& highlight; // As it came
    domain::actor const& author;
    std::vector<vocab::incoming_credit> const& credits;
    credited_text const& text;
    known_authorizations const& known;
};
// Before any row is locked, where the wire brings consents that were read at their home: whoever takes one
// back at the same time comes before or after.
result<> hold_authorizations(db::transaction& tx, known_authorizations const& known);
result<> receive_listed_credits(db::transaction& tx, domain::uris const& uris, listed_credits const& what,
                                core::time_point now);

} // namespace federwerk::app
