// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/ways_in/waitlist_decision.hpp"

namespace federwerk::app {

result<domain::waitlist_entry> begin_decision(db::transaction& tx, waitlist_decision const& what,
                                              domain::waitlist_state to)
{
    TRY(auto entry, db::lock_waitlist_entry(tx, what.entry_id));
    if (!entry)
        return failure{errc::not_found, "waitlist: no such entry", "There is no such entry."};
    TRY_VOID(domain::check_transition(entry->state, to));
    entry->state = to;
    entry->reason.clear();
    entry->decided_by = what.by;
    entry->decided_at = what.now;
    return std::move(*entry);
}

} // namespace federwerk::app
