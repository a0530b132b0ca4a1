// SPDX-License-Identifier: AGPL-3.0-or-later
// What is said about an award to the other server, as promises to deliver. Rows only. To people here nothing
// is sent: for them the row is enough.
#pragma once

#include "db/pool.hpp"
#include "domain/actor.hpp"
#include "domain/award.hpp"
#include "domain/uris.hpp"

#include <string_view>
#include <vector>

namespace federwerk::app {

struct award_file {
    domain::award award;
    domain::actor issuer, recipient;
};
result<award_file> open_award(db::transaction& tx, domain::award a);
result<std::vector<award_file>> open_awards(db::transaction& tx, std::vector<domain::award> awards);

// The direct Note that offers it, with a link to the credential; German where the language is, else English.
result<> send_award_offer(db::transaction& tx, domain::uris const& uris, award_file const& file,
                          std::string_view language);
// By the recipient, to the issuer.
result<> send_award_accept(db::transaction& tx, domain::uris const& uris, award_file const& file);
result<> send_award_reject(db::transaction& tx, domain::uris const& uris, award_file const& file);
// By the issuer, to the recipient: the credential is gone.
result<> send_award_revocation(db::transaction& tx, domain::uris const& uris, award_file const& file);

} // namespace federwerk::app
