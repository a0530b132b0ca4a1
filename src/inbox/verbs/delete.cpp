// SPDX-License-Identifier: AGPL-3.0-or-later
// Delete: of the actor itself, or of a Note of its own. Handed on by others it counts only where the object's
// home says that it is gone (T-14).
#include "app/receive_highlight.hpp"
#include "db/actors.hpp"
#include "db/follows.hpp"
#include "db/highlights.hpp"
#include "db/purge.hpp"
#include "federation/trust/trust.hpp"
#include "inbox/verbs.hpp"

namespace federwerk::inbox::verbs {
namespace {

result<outcome> forget_actor(db::transaction& tx, context const& c)
{
    auto const& actor = c.known.actor;
    TRY_VOID(db::update_actor_state(tx, actor.id, domain::actor_state::gone));
    TRY_VOID(db::delete_follows_of(tx, actor.id));
    TRY_VOID(db::delete_remote_highlights_of(tx, actor.id));
    return outcome("done");
}

} // namespace

result<wanted> delete_needs(context const& c)
{
    TRY(auto const id, object_id(c));
    if (!trust::same_origin(c.activity.actor, id))
        return failure{errc::forbidden, "a Delete of what lives elsewhere: " + id, {}};
    wanted w;
    if (!c.item.trusted && !c.known.gone.contains(id))
        w.gone.push_back(id);
    return w;
}

result<outcome> delete_(db::transaction& tx, context const& c)
{
    TRY(auto const id, object_id(c));
    if (!c.item.trusted && !c.known.gone.at(id))
        return failure{errc::forbidden, "its home still serves " + id, {}};
    if (id == c.activity.actor)
        return forget_actor(tx, c);
    TRY(auto const victim, db::find_actor_by_uri(tx, id));
    if (victim)
        return failure{errc::forbidden, c.activity.actor + " deletes somebody else: " + id, {}};
    TRY(auto const stored, db::find_any_highlight(tx, id));
    if (stored && stored->actor_id != c.known.actor.id)
        return failure{errc::forbidden, c.activity.actor + " deletes what is not theirs: " + id, {}};
    TRY_VOID(app::receive_deletion(tx, id, c.now));
    return outcome("done");
}

} // namespace federwerk::inbox::verbs
