// SPDX-License-Identifier: AGPL-3.0-or-later
// Update: of the actor itself, which is asked for afresh, or of a Note of its own.
#include "inbox/verbs.hpp"
#include "inbox/verbs/awards.hpp"
#include "inbox/verbs/notes.hpp"

namespace federwerk::inbox::verbs {

result<wanted> update_needs(context const& c)
{
    TRY(auto const id, object_id(c));
    wanted w;
    if (id == c.activity.actor) {
        if (!c.known.actors.contains(id))
            w.fresh_actors.push_back(id);
        return w;
    }
    if (brings_awards(c).alone) {
        want_awards(c, w);
        return w;
    }
    return create_needs(c);
}

result<outcome> update(db::transaction& tx, context const& c)
{
    TRY(auto const id, object_id(c));
    if (id == c.activity.actor)
        return outcome("done"); // Its row was written when it was asked
    if (is_dropped(c.uris, c.activity))
        return outcome("ignored: a reply or vote");
    auto const awards = brings_awards(c);
    if (awards.any) {
        TRY(auto done, take_awards(tx, c));
        if (awards.alone)
            return done;
    }
    return store_note(tx, c, id);
}

} // namespace federwerk::inbox::verbs
