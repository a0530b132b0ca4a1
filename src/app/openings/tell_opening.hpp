// SPDX-License-Identifier: AGPL-3.0-or-later
// Peers who have an opening of ours learn whether there is still a place, whoever took it or gave it back.
#pragma once

#include "core/time.hpp"
#include "db/pool.hpp"
#include "domain/actor.hpp"
#include "domain/opening.hpp"
#include "domain/uris.hpp"

#include <vector>

namespace federwerk::app {

// Rows only, in the transaction in which its places changed: the opening again, as an Update by its owner to
// everybody who has it. Without a proof, as answers to requests are: it goes to those who have the opening,
// by its owner's own signature. Nothing happens where it is closed, over, or not ours.
result<> tell_opening(db::transaction& tx, domain::uris const& uris, core::snowflake id,
                      core::time_point now);

// Rows only, in the transaction in which an organisation loses its word: all that is open of it is closed,
// with a Delete to everybody who has it, without a proof as above. Gives what was open.
result<std::vector<domain::opening>> retract_openings(db::transaction& tx, domain::uris const& uris,
                                                      domain::actor const& owner, core::time_point now);

} // namespace federwerk::app
