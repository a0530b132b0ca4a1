// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/tidy_up.hpp"

#include "db/idempotency.hpp"
#include "db/throttles.hpp"
#include "db/waitlist.hpp"

namespace federwerk::app {

result<> tidy_up(db::transaction& tx, core::time_point now)
{
    TRY(auto const throttles, db::delete_throttles_before(tx, now - std::chrono::days(1)));
    TRY(auto const keys, db::delete_idempotency_before(tx, now - std::chrono::days(1)));
    TRY(auto const entries, db::delete_unconfirmed_before(tx, now - std::chrono::days(7)));
    static_cast<void>(throttles + keys + entries);
    return {};
}

} // namespace federwerk::app
