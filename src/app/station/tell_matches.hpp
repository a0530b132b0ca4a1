// SPDX-License-Identifier: AGPL-3.0-or-later
// Who is open to what a new call looks for, or looks for what somebody is newly open to, hears of it at once.
#pragma once

#include "db/pool.hpp"
#include "domain/opening.hpp"

namespace federwerk::app {

// In the transaction in which it comes in, from here or elsewhere. Each member hears of one a day; whatever
// else fits waits for their digest (app/mail/send_digests). Bounded, however much peers send: it is held
// against the newest 200 that may fit, and at most 100 members are told.
result<> tell_matches(db::transaction& tx, domain::opening const& fresh, core::time_point now);

// The same in the transaction in which one changes, where it may fit others now; nobody hears of it twice.
// Kept searches and digests find it again.
result<> tell_of_change(db::transaction& tx, domain::opening const& before, domain::opening const& after,
                        core::time_point now);

} // namespace federwerk::app
