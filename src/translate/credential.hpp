// SPDX-License-Identifier: AGPL-3.0-or-later
// Badges and awards as Open Badges 3.0 says them: an Achievement, and a credential that somebody has it
// (interop 2.2). No ActivityPub: types are arrays here.
#pragma once

#include "domain/actor.hpp"
#include "domain/award.hpp"
#include "domain/badge.hpp"
#include "domain/uris.hpp"

#include <string>

namespace federwerk::translate {

struct award_ends {
    domain::actor const& issuer;
    domain::actor const& recipient;
};

std::string achievement_uri(domain::uris const& uris, domain::badge const& badge);
std::string achievement_document(domain::uris const& uris, domain::badge const& badge);

// Still without the issuer's proof; a.uri is its id.
std::string credential_document(domain::uris const& uris, domain::award const& a, domain::badge const& badge,
                                award_ends who);

} // namespace federwerk::translate
