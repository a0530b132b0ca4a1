// SPDX-License-Identifier: AGPL-3.0-or-later
// Announce: by a badge of another Federwerk, a group like Lemmy's, or anybody whom people here follow. What
// is announced always comes from its own home (T-12): of an embedded Create only the Note's id is believed.
#include "app/receive_announced.hpp"
#include "inbox/verbs.hpp"
#include "inbox/verbs/notes.hpp"

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

} // namespace

result<wanted> announce_needs(context const& c)
{
    auto const id = announced_id(c);
    wanted w;
    if (id.empty() || c.uris.is_ours(id) || !c.known.is_followed || c.known.notes.contains(id))
        return w;
    w.notes.push_back({id, std::nullopt, {}});
    return w;
}

result<outcome> announce(db::transaction& tx, context const& c)
{
    auto const id = announced_id(c);
    if (c.activity.object && !is_of_a_note(c))
        return outcome("ignored: no note");
    if (id.empty())
        return failure{errc::malformed, "an Announce of nothing", {}};
    if (c.uris.is_ours(id))
        return outcome("ignored: a highlight of ours");
    if (!c.known.is_followed)
        return outcome("ignored: nobody here follows them");
    auto const found = c.known.notes.find(id);
    if (found == c.known.notes.end())
        return outcome("ignored: no note, or a reply");
    auto const& [author, content, opening] = found->second;
    if (opening)
        return store_announced_opening(tx, c, found->second);
    TRY(auto const stored,
        app::receive_announced(tx, c.uris, {c.activity.id, c.known.actor, content, author}, c.now));
    return outcome(stored ? "done" : "ignored: not public, or deleted");
}

} // namespace federwerk::inbox::verbs
