// SPDX-License-Identifier: AGPL-3.0-or-later
// Somebody else's opening as it would be stored: cleaned, its badges found.
#pragma once

#include "db/pool.hpp"
#include "domain/actor.hpp"
#include "domain/uris.hpp"
#include "translate/incoming.hpp"

namespace federwerk::app {

// HTML that may be shown, and the same without markup. Slow: in the worker pool.
result<translate::remote_opening> clean_opening(translate::remote_opening in);

// errc::forbidden for what is ours, and for seats that live elsewhere: no peer speaks for them.
result<domain::opening> incoming_opening(db::transaction& tx, domain::uris const& uris,
                                         translate::remote_opening in, domain::actor const& owner);

// Requests name a seat by its position: one that stays keeps its own, whatever stands before it now, and
// nobody is given that of another.
result<> keep_positions(db::transaction& tx, domain::opening const& before, domain::opening& after);

} // namespace federwerk::app
