// SPDX-License-Identifier: AGPL-3.0-or-later
// What follows when a credit is confirmed or taken back, on whichever server it happens. Rows only.
#pragma once

#include "app/credits/credit_letters.hpp"

namespace federwerk::app {

// Stores it as confirmed. Where the author is here, their highlight names the collaborator from now on, and
// everybody who has it is told by an Update; a collaboration request that it came from is credited.
result<> credit_is_confirmed(db::transaction& tx, domain::uris const& uris, credit_file& file,
                             core::time_point now);
// Stores it as declined or revoked; the highlight of an author here names them no longer. Whether they had
// relayed it.
result<bool> credit_is_refused(db::transaction& tx, domain::uris const& uris, credit_file& file,
                               domain::credit_state how, core::time_point now);

// Whatever ends it, before its row says so: an authorization of ours is gone for ever, and whoever is
// credited no longer does not bring the highlight to anybody. Whether they had.
result<bool> credit_ends(db::transaction& tx, domain::uris const& uris, credit_file const& file,
                         core::time_point now);
// An authorization is for one credit. A claim of another highlight to it that was never read at its home
// gives way; false where another credit stands on it.
result<bool> make_room_for(db::transaction& tx, domain::credit const& c);
result<> notify_of_question(db::transaction& tx, credit_file const& file, core::time_point now);

// An Update of a local highlight as it stands now, with a later edit time. One after the other, so that none
// leaves out what the other says.
result<> tell_highlight(db::transaction& tx, domain::uris const& uris, std::string const& highlight_uri,
                        core::time_point now);

} // namespace federwerk::app
