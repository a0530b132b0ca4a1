// SPDX-License-Identifier: AGPL-3.0-or-later
// A gatekeeper or the operator says no; the applicant reads the reason, by mail and on the status page.
#pragma once

#include "app/ways_in/waitlist_decision.hpp"

namespace federwerk::app {

result<domain::waitlist_entry> decline(db::transaction& tx, decision_context const& in,
                                       waitlist_decision const& what, std::string const& reason);

} // namespace federwerk::app
