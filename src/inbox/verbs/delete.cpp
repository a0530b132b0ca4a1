// SPDX-License-Identifier: AGPL-3.0-or-later
// Delete: of the actor itself, or of a Note of its own. Handed on by others it counts only where the object's
// home says that it is gone (T-14).
#include "app/credits/receive_credit.hpp"
#include "app/highlights/receive_highlight.hpp"
#include "app/openings/receive_opening.hpp"
#include "db/actors.hpp"
#include "federation/trust/trust.hpp"
#include "inbox/verbs/awards.hpp"
#include "inbox/verbs/takers.hpp"

namespace federwerk::inbox::verbs {

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

namespace {

result<bool> delete_opening(db::transaction& tx, context const& c, std::string const& uri)
{
    app::taking_back what{.uri = uri, .by_its_owner = c.item.trusted};
    if (!vocab::is_public(c.activity.to, c.activity.cc)) {
        what.addressed = c.activity.to;
        what.addressed.insert(what.addressed.end(), c.activity.cc.begin(), c.activity.cc.end());
        what.recipient = c.item.recipient_id;
    }
    return app::receive_opening_deletion(tx, what, c.known.actor, c.now);
}

} // namespace

result<outcome> delete_(db::transaction& tx, context const& c)
{
    TRY(auto const id, object_id(c));
    if (!c.item.trusted && !c.known.gone.at(id))
        return failure{errc::forbidden, "its home still serves " + id, {}};
    if (id == c.activity.actor) {
        TRY_VOID(app::receive_departure(tx, c.known.actor, c.now));
        return outcome("done");
    }
    TRY(auto const victim, db::find_actor_by_uri(tx, id));
    if (victim)
        return failure{errc::forbidden, c.activity.actor + " deletes somebody else: " + id, {}};
    TRY(bool const was_opening, delete_opening(tx, c, id));
    if (was_opening)
        return outcome("done");
    TRY(bool const credit, app::receive_revocation(tx, c.uris, c.known.actor, id, c.now));
    if (credit)
        return outcome("done");
    TRY(bool const words, delete_words(tx, c));
    if (words)
        return outcome("done");
    TRY(bool const award, delete_award(tx, c));
    if (award)
        return outcome("done");
    TRY_VOID(app::receive_deletion(tx, id, c.known.actor, c.now));
    return outcome("done");
}

} // namespace federwerk::inbox::verbs
