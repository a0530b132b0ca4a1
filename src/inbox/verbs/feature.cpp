// SPDX-License-Identifier: AGPL-3.0-or-later
// Add and Remove: of the actor's own Notes, in its own featured collection. A thread is removed as well.
#include "app/highlights/receive_highlight.hpp"
#include "app/threads/remove_thread.hpp"
#include "db/featured.hpp"
#include "db/highlights.hpp"
#include "federation/trust/trust.hpp"
#include "inbox/verbs.hpp"

namespace federwerk::inbox::verbs {
namespace {

bool is_own_featured(context const& c)
{
    return c.known.actor.featured && c.activity.target && *c.activity.target == *c.known.actor.featured;
}

// Between Federwerks: the other party of a request wants its thread forgotten.
bool is_about_thread(context const& c)
{
    return c.activity.object && c.activity.target && *c.activity.target == c.activity.object->id + "#thread";
}

} // namespace

result<wanted> feature_needs(context const& c)
{
    wanted w;
    if (!is_own_featured(c) || !c.known.is_followed)
        return w;
    TRY(auto const id, object_id(c));
    if (!c.known.notes.contains(id))
        w.notes.push_back(*c.activity.object);
    return w;
}

result<outcome> add(db::transaction& tx, context const& c)
{
    if (!is_own_featured(c))
        return outcome("ignored: not their featured collection");
    TRY(auto const id, object_id(c));
    if (auto const found = c.known.notes.find(id); found != c.known.notes.end()) {
        TRY_VOID(trust::check_owner(c.activity.actor, found->second.author.uri, id));
        TRY_VOID(app::receive_highlight(tx, c.uris, found->second.content, found->second.author, c.now));
    }
    TRY(auto const stored, db::find_any_highlight(tx, id));
    if (!stored || stored->actor_id != c.known.actor.id)
        return outcome("ignored: no note of theirs that is known here");
    TRY_VOID(db::feature(tx, c.known.actor.id, stored->id));
    return outcome("done");
}

result<outcome> remove(db::transaction& tx, context const& c)
{
    if (is_about_thread(c)) {
        TRY(bool const known, app::receive_thread_removal(tx, c.known.actor, c.activity.object->id, c.now));
        return outcome(known ? "done" : "ignored: no thread of theirs");
    }
    if (!is_own_featured(c))
        return outcome("ignored: not their featured collection");
    TRY(auto const id, object_id(c));
    TRY(auto const stored, db::find_any_highlight(tx, id));
    if (stored && stored->actor_id == c.known.actor.id)
        TRY_VOID(db::unfeature(tx, c.known.actor.id, stored->id));
    return outcome("done");
}

} // namespace federwerk::inbox::verbs
