// SPDX-License-Identifier: AGPL-3.0-or-later
// What is said about an opening of this instance, and to whom: the same for its Create, Update and Delete.
#pragma once

#include "domain/actor.hpp"
#include "domain/opening.hpp"
#include "domain/uris.hpp"
#include "outbox/enqueue.hpp"

#include <string>

namespace federwerk::app {

// "Create", "Update" or "Delete"; the caller fills in the body.
outbox::letter letter_about(domain::uris const& uris, core::snowflake activity_id, domain::opening const& o,
                            std::string type);

// A public one goes to the followers of its owner. Any other goes to the personal inboxes of exactly those
// who may see it, and is never said where several read. An Update and a Delete go to the stations of pacts
// too, which heard of the opening by an Announce; a Delete goes to whoever got it before, even if they may
// not see it any more. The opening is stored already, and not yet deleted.
result<> post_letter(db::transaction& tx, domain::opening const& o, outbox::letter const& letter,
                     core::time_point now);

// The Update, as above; and where it is not public, a Delete to each one who has it and may not see it any
// more, at their own inbox. That one carries no proof: whoever it is for could otherwise hand it on to take
// the opening from their neighbours.
result<> post_update(db::transaction& tx, domain::uris const& uris, domain::opening const& o,
                     domain::actor const& owner, outbox::letter const& update, core::time_point now);

} // namespace federwerk::app
