// SPDX-License-Identifier: AGPL-3.0-or-later
// The keys of an actor of ours, from their rows to what its document shows.
#pragma once

#include "translate/outgoing.hpp"

#include <vector>

namespace federwerk::translate {

// Empty where the actor has none of that kind yet.
actor_keys stored_keys(domain::uris const& uris, std::string const& actor_uri,
                       std::vector<domain::public_key> const& known);

} // namespace federwerk::translate
