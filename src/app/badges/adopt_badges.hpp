// SPDX-License-Identifier: AGPL-3.0-or-later
// At start-up: actors for what a migration cannot give one, because it does not know the instance's address.
#pragma once

#include "db/pool.hpp"
#include "domain/actor.hpp"
#include "domain/badge.hpp"
#include "domain/uris.hpp"

namespace federwerk::app {

// The Group actor of a badge of this instance: "badge.rust".
domain::actor actor_of_badge(domain::uris const& uris, domain::badge const& badge);

// For seeded badges. Twice is once, two processes at once are safe, and keys are made when they are first
// needed.
result<> adopt_badges(db::pool& db, domain::uris const& uris);

// The Application actor that signs fetches: "instance.actor".
result<> adopt_instance_actor(db::pool& db, domain::uris const& uris);
result<> adopt_station(db::pool& db, domain::uris const& uris); // Who exchanges openings with other instances

} // namespace federwerk::app
