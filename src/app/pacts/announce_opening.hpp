// SPDX-License-Identifier: AGPL-3.0-or-later
// How an opening of this instance reaches the instances with which ours has a pact.
#pragma once

#include "db/pool.hpp"
#include "domain/opening.hpp"
#include "domain/uris.hpp"

#include <vector>

namespace federwerk::app {

// Our station says Announce to the stations of the pacts that let it through, at whose hosts nobody is left
// out of it; in the transaction that makes the opening. Each goes to the station's own inbox.
result<> announce_opening(db::transaction& tx, domain::uris const& uris, domain::opening const& o,
                          core::time_point now);

// To whom the owner's Update goes, beside those who hear of it from the owner: pacts that let it through, and
// those that heard of it before.
result<std::vector<core::snowflake>> pact_stations(db::transaction& tx, domain::opening const& o);

} // namespace federwerk::app
