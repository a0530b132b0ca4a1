// SPDX-License-Identifier: AGPL-3.0-or-later
// What other stations say about a pact with ours, and how a pact comes to its end. Rows only.
#pragma once

#include "app/follows/follow_letters.hpp"

#include <string_view>

namespace federwerk::app {

enum class pact_answer { accepted, kept, refused };

// A Follow of our station: accepted at once where an administrator made a pact with that host, kept for an
// administrator where another station asks, refused to everybody else.
result<pact_answer> receive_pact_offer(db::transaction& tx, domain::uris const& uris, db::follow asked,
                                       follow_pair who);

// Their station accepted our Follow: administrators hear of it where the pact holds now.
result<> receive_pact_yes(db::transaction& tx, domain::uris const& uris, domain::actor const& theirs);

// Their station took its Follow back, or refused ours: the pact is over on this side too, until an
// administrator makes it again. Nothing for anybody who is no station.
result<> receive_pact_end(db::transaction& tx, domain::uris const& uris, domain::actor const& theirs,
                          core::time_point now);

// Both follows go, each with its word to the other side, and what came from there by the pact alone.
result<> undo_pact(db::transaction& tx, domain::uris const& uris, domain::actor const& theirs);

} // namespace federwerk::app
