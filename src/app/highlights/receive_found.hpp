// SPDX-License-Identifier: AGPL-3.0-or-later
// Public highlights and openings that were found in an outbox after a new follow. They come in quietly: in
// the place of their age, for those who follow, announced by no badge, matched with nobody. What is stored
// already is left as it is, for its delivery may still be on its way and has to find the same as without us.
// Rows only.
#pragma once

#include "app/highlights/receive_announced.hpp"
#include "app/openings/receive_opening.hpp"

namespace federwerk::app {

// False where it is stored already, not public, deleted, or says no time that is past: it has no place then.
result<bool> receive_found(db::transaction& tx, domain::uris const& uris,
                           translate::remote_highlight const& in, domain::actor const& author);

// The same with somebody's Announce of it; known highlights are announced where they stand.
result<bool> receive_found_announced(db::transaction& tx, domain::uris const& uris, announcement const& what,
                                     core::time_point now);

// One that is still open, by all rules of openings of others, their caps among them (receive_opening.hpp).
result<bool> receive_found_opening(db::transaction& tx, domain::uris const& uris,
                                   translate::remote_opening in, domain::actor const& owner,
                                   opening_caps const& caps, core::time_point now);

} // namespace federwerk::app
