// SPDX-License-Identifier: AGPL-3.0-or-later
// Awards in what others say: brought to members here by a Note, answered where they are ours, taken back.
#pragma once

#include "inbox/verbs.hpp"

namespace federwerk::inbox::verbs {

// Whether the activity brings awards to somebody here, or tells of one anew. `alone`: and it is nothing else
// that anybody here asked for.
struct bringing_awards {
    bool any = false, alone = false;
};
bringing_awards brings_awards(context const& c);
void want_awards(context const& c, wanted& w);
result<outcome> take_awards(db::transaction& tx, context const& c);

// Takers, as in takers.hpp.
result<bool> accept_award(db::transaction& tx, context const& c);
result<bool> reject_award(db::transaction& tx, context const& c);
result<bool> delete_award(db::transaction& tx, context const& c);

} // namespace federwerk::inbox::verbs
