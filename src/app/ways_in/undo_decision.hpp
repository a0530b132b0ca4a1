// SPDX-License-Identifier: AGPL-3.0-or-later
// Takes an admission or a refusal back. The entry waits again with the number that it had, and counts for
// nobody else's place: nobody is pushed back by it (migrations/0002_members.sql). The link of an admission is
// dead from then on.
#pragma once

#include "app/ways_in/waitlist_decision.hpp"

namespace federwerk::app {

// errc::conflict: already a member, not decided, or the same address has applied again meanwhile.
result<domain::waitlist_entry> undo_decision(db::transaction& tx, waitlist_decision const& what);

} // namespace federwerk::app
