// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/ways_in/undo_decision.hpp"

namespace federwerk::app {

result<domain::waitlist_entry> undo_decision(db::transaction& tx, waitlist_decision const& what)
{
    TRY(auto entry, begin_decision(tx, what, domain::waitlist_state::waiting));
    TRY(auto const newer, db::lock_open_waitlist_entry(tx, entry.email));
    if (newer && newer->id != entry.id)
        return failure{errc::conflict, "waitlist: applied again",
                       "This address has applied again meanwhile."};
    entry.decided_by.reset();
    entry.decided_at.reset();
    TRY_VOID(db::decide_waitlist_entry(tx, entry, std::nullopt));
    return entry;
}

} // namespace federwerk::app
