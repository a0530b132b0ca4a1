// SPDX-License-Identifier: AGPL-3.0-or-later
// Somebody elsewhere moved: those here who follow the old account follow the new one (T-20). Rows only; the
// caller has asked the target afresh whether it names the old account.
#pragma once

#include "db/pool.hpp"
#include "domain/actor.hpp"
#include "domain/uris.hpp"

namespace federwerk::app {

// errc::forbidden where the target does not claim the old account, or the old one moved less than 30 days
// ago.
result<> receive_move(db::transaction& tx, domain::uris const& uris, domain::actor const& from,
                      domain::actor const& to, core::time_point now);

} // namespace federwerk::app
