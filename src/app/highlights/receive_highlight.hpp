// SPDX-License-Identifier: AGPL-3.0-or-later
// What happens to somebody else's Note that was verified: stored sanitised, put into the Multiverse of those
// whom it concerns, announced by badges of ours that it wears. Rows only; called inside the inbox's
// transaction.
#pragma once

#include "db/pool.hpp"
#include "domain/actor.hpp"
#include "domain/uris.hpp"
#include "translate/incoming.hpp"

namespace federwerk::app {

// html must already be sanitised (content::sanitise, in the worker pool). A Note that nobody here follows,
// wears a badge of, or is addressed by is not stored. Twice is once; an older edit than the stored one
// changes nothing; a tombstone wins.
result<> receive_highlight(db::transaction& tx, domain::uris const& uris, translate::remote_highlight in,
                           domain::actor const& author, core::time_point now);

// A remote actor announced a stored highlight: followers of that actor or badge get it into their Multiverse.
result<> receive_announce(db::transaction& tx, std::string const& announce_uri,
                          domain::actor const& announcer, core::snowflake highlight_id, core::time_point now);

// Delete of a remote highlight, stored or not. It leaves a tombstone either way, which holds for what that
// actor wrote (T-21).
result<> receive_deletion(db::transaction& tx, std::string const& object_uri, domain::actor const& by,
                          core::time_point now);

// The actor itself is gone, and says so or its home does: what our badges announced of it is taken back.
result<> receive_departure(db::transaction& tx, domain::actor const& who, core::time_point now);

} // namespace federwerk::app
