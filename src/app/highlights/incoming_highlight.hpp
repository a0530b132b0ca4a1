// SPDX-License-Identifier: AGPL-3.0-or-later
// Somebody else's Note as it would be stored: limits kept, badges found by their actors and by hashtags.
#pragma once

#include "db/pool.hpp"
#include "domain/actor.hpp"
#include "domain/uris.hpp"
#include "translate/incoming.hpp"

namespace federwerk::app {

// errc::forbidden for what is ours: no peer speaks for it.
result<domain::highlight> incoming_highlight(db::transaction& tx, domain::uris const& uris,
                                             translate::remote_highlight in, domain::actor const& author);

} // namespace federwerk::app
