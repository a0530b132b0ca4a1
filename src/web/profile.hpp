// SPDX-License-Identifier: AGPL-3.0-or-later
// What the pages of members and of organisations have in common.
#pragma once

#include "domain/actor.hpp"
#include "domain/opening.hpp"
#include "domain/uris.hpp"
#include "web/locale.hpp"
#include "web/page.hpp"

#include <string>
#include <vector>

namespace federwerk::web {

// Who they are, what they say of themselves, how to follow them, and what they are open to.
page profile(domain::uris const& uris, locale const& language, std::string view, domain::actor const& who,
             std::vector<domain::opening> const& openings);

} // namespace federwerk::web
