// SPDX-License-Identifier: AGPL-3.0-or-later
// What is said about a credit to the other server, as promises to deliver. Rows only. To people here nothing
// is sent: for them the row is enough.
#pragma once

#include "db/pool.hpp"
#include "domain/actor.hpp"
#include "domain/credit.hpp"
#include "domain/highlight.hpp"
#include "domain/uris.hpp"

#include <string>

namespace federwerk::app {

struct credit_file {
    domain::credit credit;
    domain::actor author, collaborator;
};
result<credit_file> open_credit(db::transaction& tx, domain::credit c);

// The CreditRequest, and the letter that asks the same of people without Federwerk.
result<> send_credit_request(db::transaction& tx, domain::uris const& uris, credit_file const& file,
                             domain::highlight const& h);
result<> send_credit_accept(db::transaction& tx, domain::uris const& uris, credit_file const& file);
result<> send_credit_reject(db::transaction& tx, domain::uris const& uris, credit_file const& file);
// To the author, and to the collaborator's followers where they relayed the highlight.
result<> send_revocation(db::transaction& tx, domain::uris const& uris, credit_file const& file,
                         bool relayed);
result<> send_withdrawal(db::transaction& tx, domain::uris const& uris, credit_file const& file);

} // namespace federwerk::app
