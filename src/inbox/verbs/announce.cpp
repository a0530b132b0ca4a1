// SPDX-License-Identifier: AGPL-3.0-or-later
// Announce: by a badge of another Federwerk, a group like Lemmy's, or somebody whom people here follow and
// who worked on it. What is announced always comes from its own home (T-12): of an embedded Create only the
// Note's id is believed.
#include "app/credits/relay_highlight.hpp"
#include "app/highlights/receive_announced.hpp"
#include "app/highlights/receive_highlight.hpp"
#include "db/highlights.hpp"
#include "domain/pact.hpp"
#include "federation/trust/trust.hpp"
#include "inbox/verbs.hpp"
#include "inbox/verbs/notes.hpp"

#include <algorithm>

namespace federwerk::inbox::verbs {
namespace {

// Groups like Lemmy's hand on everything that happens in them, each like and each removal too.
bool is_of_a_note(context const& c)
{
    auto const& type = c.activity.object->type;
    return !type || *type == "Create" || *type == "Update" || may_be_note(*c.activity.object);
}

std::string announced_id(context const& c)
{
    if (!c.activity.object || !is_of_a_note(c))
        return {};
    auto const& object = *c.activity.object;
    if (object.type != "Create" && object.type != "Update")
        return object.id;
    auto const inner = object.embedded["object"];
    return std::string(inner.text().value_or(inner["id"].text().value_or("")));
}

// A station announces what its own people are open to, and nobody else's.
bool is_theirs_to_announce(context const& c, std::string const& id)
{
    return !domain::is_station(c.known.actor) || trust::same_origin(id, c.activity.actor);
}

} // namespace

result<wanted> announce_needs(context const& c)
{
    auto const id = announced_id(c);
    wanted w;
    if (id.empty() || c.uris.is_ours(id) || !c.known.is_followed || !is_theirs_to_announce(c, id))
        return w;
    auto const known = c.known.notes.find(id);
    if (known == c.known.notes.end())
        w.notes.push_back({id, std::nullopt, {}});
    else
        want_credit_of(c, known->second, c.activity.actor, w);
    return w;
}

// Those who worked on it pass it on; nobody else does (product.md, row 11).
result<bool> announce_counts(db::transaction& tx, known_things const& known, known_note const& note)
{
    auto const& announcer = known.actor;
    auto const& h = note.content.highlight;
    domain::highlight subject;
    subject.uri = h.uri;
    subject.actor_id = note.author.id;
    TRY(bool const may, app::may_announce(tx, subject, announcer));
    if (may)
        return true;
    auto const claim = std::ranges::find(note.content.credits, announcer.uri, &vocab::incoming_credit::actor);
    if (claim == note.content.credits.end())
        return false;
    auto const found = known.authorizations.find(claim->authorization);
    if (found == known.authorizations.end() || found->second.state != app::authorization_state::good)
        return false;
    domain::credit asked;
    asked.highlight_uri = h.uri;
    asked.digest = note.text.digest;
    return bool(domain::check_authorization(found->second.said, asked, {note.author.uri, announcer.uri}));
}

namespace {

// A collaborator elsewhere passes on what a member here wrote: to those here who follow the collaborator.
result<outcome> announce_ours(db::transaction& tx, context const& c, std::string const& id)
{
    TRY(auto const h, db::find_any_highlight(tx, id));
    if (!h || h->seen_by != domain::visibility::public_ || c.known.actor.kind == domain::actor_kind::group)
        return outcome("ignored: a highlight of ours");
    TRY(bool const may, app::may_announce(tx, *h, c.known.actor));
    if (!may)
        return outcome("ignored: not theirs to pass on");
    TRY_VOID(app::receive_announce(tx, c.activity.id, c.known.actor, h->id, c.now));
    return outcome("done");
}

} // namespace

result<outcome> announce(db::transaction& tx, context const& c)
{
    auto const id = announced_id(c);
    if (c.activity.object && !is_of_a_note(c))
        return outcome("ignored: no note");
    if (id.empty())
        return failure{errc::malformed, "an Announce of nothing", {}};
    if (c.uris.is_ours(id))
        return announce_ours(tx, c, id);
    if (!c.known.is_followed)
        return outcome("ignored: nobody here follows them");
    auto const found = c.known.notes.find(id);
    if (found == c.known.notes.end())
        return outcome("ignored: no note, or a reply");
    auto const& note = found->second;
    if (note.opening)
        return store_announced_opening(tx, c, note);
    TRY(bool const counts, announce_counts(tx, c.known, note));
    if (!counts)
        return outcome("ignored: not theirs to pass on");
    TRY_VOID(app::hold_authorizations(tx, c.known.authorizations));
    TRY(auto const stored,
        app::receive_announced(tx, c.uris, {c.activity.id, c.known.actor, note.content, note.author}, c.now));
    if (stored)
        TRY_VOID(store_credits(tx, c, note));
    return outcome(stored ? "done" : "ignored: not public, or deleted");
}

} // namespace federwerk::inbox::verbs
