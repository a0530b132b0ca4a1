// SPDX-License-Identifier: AGPL-3.0-or-later
// How often people are asked for credits: on both servers, whether for a first time or for a changed text.
#pragma once

#include "db/pool.hpp"
#include "domain/actor.hpp"
#include "domain/credit.hpp"

#include <optional>

namespace federwerk::app {

// Counts the question where it may be put. `known` is what stands between them on the same highlight. False
// where one has blocked the other, too many wait for an answer, or too many were put today: by the author, or
// by all of their instance.
result<bool> may_be_asked(db::transaction& tx, domain::actor const& author, core::snowflake collaborator_id,
                          std::optional<domain::credit> const& known, core::time_point now);

} // namespace federwerk::app
