// SPDX-License-Identifier: AGPL-3.0-or-later
// What Create and Update share.
#pragma once

#include "inbox/verbs.hpp"

namespace federwerk::inbox::verbs {

bool may_be_note(vocab::reference const& object);
// The author must be the one who speaks (T-13); a note that was not found or not wanted is ignored.
result<outcome> store_note(db::transaction& tx, context const& c, std::string const& id);

} // namespace federwerk::inbox::verbs
