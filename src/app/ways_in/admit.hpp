// SPDX-License-Identifier: AGPL-3.0-or-later
// A gatekeeper or the operator lets somebody in from the waitlist: a mail takes them the link that creates
// their account.
#pragma once

#include "app/ways_in/waitlist_decision.hpp"

namespace federwerk::app {

result<domain::waitlist_entry> admit(db::transaction& tx, decision_context const& in,
                                     waitlist_decision const& what);

} // namespace federwerk::app
