// SPDX-License-Identifier: AGPL-3.0-or-later
// What Create, Update and Announce share.
#pragma once

#include "inbox/verbs.hpp"

namespace federwerk::inbox::verbs {

bool may_be_note(vocab::reference const& object);
// The author must be the one who speaks (T-13); a note that was not found or not wanted is ignored.
result<outcome> store_note(db::transaction& tx, context const& c, std::string const& id);

// With an opening in it. Of one that is not public, whose inbox it came to is who may see it.
result<outcome> store_opening(db::transaction& tx, context const& c, known_note const& note);
// From its own home, because a station of a pact or somebody whom people here follow pointed at it.
result<outcome> store_announced_opening(db::transaction& tx, context const& c, known_note const& note);

} // namespace federwerk::inbox::verbs
