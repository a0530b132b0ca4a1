// SPDX-License-Identifier: AGPL-3.0-or-later
// What peers said, as domain structs. HTML is still theirs: who stores it sanitises it (content::sanitise).
#pragma once

#include "core/result.hpp"
#include "domain/actor.hpp"
#include "domain/highlight.hpp"
#include "domain/opening.hpp"
#include "domain/seat_terms.hpp"
#include "federation/vocab/incoming.hpp"

#include <map>
#include <vector>

namespace federwerk::translate {

struct remote_actor {
    domain::actor actor; // Without id
    std::vector<domain::public_key> keys;
};
result<remote_actor> to_actor(vocab::incoming_actor const& in, std::string const& handle_host,
                              core::time_point now);

struct remote_highlight {
    domain::highlight highlight;         // Without ids; badges empty
    std::vector<std::string> badge_uris; // Of badge actors
    std::vector<std::string> hashtags;   // Without "#", in their order
    bool dated = false;                  // It says when it was published, and that is past
    std::vector<vocab::incoming_credit> credits;
    std::string credited_html; // Not cleaned: the text alone, of which the digest of a credit is
};
result<remote_highlight> to_highlight(vocab::incoming_note const& in, std::string const& followers_uri,
                                      core::time_point now);

std::vector<std::string> hashtags_of(vocab::incoming_note const& in); // Without "#", each once

// A Note with the properties of FEP-0837, or a Proposal. It is public where its audience is everyone.
struct remote_opening {
    domain::opening opening;                          // Without ids; the badges of its seats empty
    std::vector<std::vector<std::string>> badge_uris; // Of badge actors, by seat
    std::vector<std::string> hashtags;                // Without "#": of the first seat
    std::map<std::string, domain::seat_terms> terms;  // By the URI of a seat
    std::vector<std::string> addressed;               // Of one that is not public
};
// errc::malformed where it is none.
result<remote_opening> to_opening(vocab::incoming_note const& in, core::time_point now);

} // namespace federwerk::translate
