// SPDX-License-Identifier: AGPL-3.0-or-later
// What an award of somebody else means here: whom it is for, which badge it is, what is kept of it.
#pragma once

#include "db/pool.hpp"
#include "domain/actor.hpp"
#include "domain/uris.hpp"
#include "translate/incoming_award.hpp"

#include <optional>
#include <string>

namespace federwerk::app {

// A member here, by the id or by the page, which is what people hand to those who issue badges.
result<std::optional<domain::actor>> member_called(db::transaction& tx, domain::uris const& uris,
                                                   std::string const& address);

// The badge of that name here; else the issuer's own, where it is known. Otherwise it means none.
result<std::optional<core::snowflake>> badge_of(db::transaction& tx, translate::remote_award const& said);

// The newest words of its issuer. Whom it is between stays, and what was answered as long as they say the
// same: otherwise it is an offer again.
result<> keep_newest(db::transaction& tx, domain::uris const& uris, domain::award stored,
                     translate::remote_award const& said, core::time_point now);

} // namespace federwerk::app
