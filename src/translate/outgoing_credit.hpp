// SPDX-License-Identifier: AGPL-3.0-or-later
// The handshake of a credit (product C.3): asked by the author, answered by the collaborator with an object
// that their own server hosts, relayed by them to their followers.
#pragma once

#include "domain/actor.hpp"
#include "domain/credit.hpp"
#include "domain/highlight.hpp"
#include "domain/uris.hpp"

#include <string>

namespace federwerk::translate {

struct credit_ends {
    domain::actor const& author;
    domain::actor const& collaborator;
};

// The highlight goes along whole: its collaborator may not be among those who can fetch it, and agrees to
// exactly these bytes. The id is the credit's request_uri.
std::string credit_request(domain::uris const& uris, domain::credit const& c, domain::highlight const& h,
                           credit_ends who);
// For people without Federwerk: a direct Note that asks the same. Servers that read CreditRequests drop it
// by its property creditRequest.
struct question_ids {
    std::string activity, note;
};
std::string credit_question(question_ids const& ids, domain::credit const& c, domain::highlight const& h,
                            credit_ends who);

// Still without the collaborator's proof; c.uri is its id.
std::string credit_authorization(domain::credit const& c, credit_ends who, core::time_point published);

// `id` is the activity's URI.
std::string accept_credit(std::string const& id, domain::credit const& c, credit_ends who);
std::string reject_credit(std::string const& id, domain::credit const& c, credit_ends who);
std::string delete_authorization(std::string const& id, std::string const& authorization_uri,
                                 credit_ends who);
std::string undo_credit_request(std::string const& id, domain::credit const& c, credit_ends who);

} // namespace federwerk::translate
