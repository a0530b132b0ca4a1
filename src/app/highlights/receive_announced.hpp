// SPDX-License-Identifier: AGPL-3.0-or-later
// Somebody whom people here follow announced a Note, perhaps of an author whom nobody here follows: it is
// stored for their sake. Rows only.
#pragma once

#include "db/pool.hpp"
#include "domain/actor.hpp"
#include "domain/uris.hpp"
#include "translate/incoming.hpp"

namespace federwerk::app {

struct announcement {
    std::string const& uri; // Of the Announce
    domain::actor const& announcer;
    translate::remote_highlight const& content; // Clean, from its author's own server
    domain::actor const& author;
};
// False where the Note is not public or was deleted: it is not stored then.
result<bool> receive_announced(db::transaction& tx, domain::uris const& uris, announcement const& what,
                               core::time_point now);

// A public highlight that concerns a member here though nobody follows its author: stored, shown to nobody
// yet.
result<> keep_highlight(db::transaction& tx, domain::uris const& uris,
                        translate::remote_highlight const& content, domain::actor const& author);

} // namespace federwerk::app
