// SPDX-License-Identifier: AGPL-3.0-or-later
// What our station says to the stations of its pacts.
#pragma once

#include "domain/actor.hpp"
#include "domain/opening.hpp"
#include "domain/uris.hpp"

#include <string>

namespace federwerk::translate {

// The id alone: whoever hears it fetches the opening from its home. Of one that is not public nobody is named
// beside the station's followers.
std::string announce_opening(domain::uris const& uris, std::string const& id, domain::opening const& o,
                             core::time_point now);

} // namespace federwerk::translate
