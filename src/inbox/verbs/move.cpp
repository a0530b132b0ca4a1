// SPDX-License-Identifier: AGPL-3.0-or-later
// Move: of the actor itself, to one that says so too when it is asked now (T-20).
#include "app/profiles/receive_move.hpp"
#include "inbox/verbs.hpp"

namespace federwerk::inbox::verbs {

result<wanted> move_needs(context const& c)
{
    TRY(auto const from, object_id(c));
    if (from != c.activity.actor || !c.activity.target)
        return failure{errc::forbidden, c.activity.actor + " moves somebody else: " + from, {}};
    wanted w;
    if (!c.known.actors.contains(*c.activity.target))
        w.fresh_actors.push_back(*c.activity.target);
    return w;
}

result<outcome> move(db::transaction& tx, context const& c)
{
    TRY_VOID(app::receive_move(tx, c.uris, c.known.actor, c.known.actors.at(*c.activity.target), c.now));
    return outcome("done");
}

} // namespace federwerk::inbox::verbs
