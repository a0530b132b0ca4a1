// SPDX-License-Identifier: AGPL-3.0-or-later
// Credentials and assertions of others as awards.
#pragma once

#include "domain/award.hpp"
#include "federation/vocab/incoming_award.hpp"

#include <string>
#include <vector>

namespace federwerk::translate {

struct remote_award {
    domain::award award;    // Without ids, people, document and times of our own
    std::string issuer_uri; // As it names them
    std::string recipient_uri;
    std::vector<std::string> badge_uris; // What the badge is elsewhere: perhaps actors
};
// errc::malformed where something is missing or no address, errc::forbidden where it is over or does not
// hold yet.
result<remote_award> to_award(vocab::incoming_credential const& in, core::time_point now);
// `in` of the BadgeClass `achievement`, by the actor `issuer_uri`.
result<remote_award> to_award(vocab::incoming_assertion const& in,
                              vocab::incoming_achievement const& achievement, std::string const& issuer_uri,
                              core::time_point now);

} // namespace federwerk::translate
