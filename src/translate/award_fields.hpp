// SPDX-License-Identifier: AGPL-3.0-or-later
// How a profile names the awards of its member to all servers: as fields with a link (interop 2.2).
#pragma once

#include "domain/actor.hpp"
#include "domain/award.hpp"

#include <vector>

namespace federwerk::translate {

// The member with a field for each award, the newest first, after their own fields.
domain::actor with_awards(domain::actor member, std::vector<domain::shown_award> const& shown);

} // namespace federwerk::translate
