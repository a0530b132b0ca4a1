// SPDX-License-Identifier: AGPL-3.0-or-later
// Create: a Note by the one who speaks. Replies and votes are dropped (DESIGN.md 1).
#include "app/receive_highlight.hpp"
#include "federation/trust/trust.hpp"
#include "inbox/verbs.hpp"
#include "inbox/verbs/notes.hpp"

namespace federwerk::inbox::verbs {

bool may_be_note(vocab::reference const& object)
{
    return !object.type || *object.type == "Note" || *object.type == "Article" || *object.type == "Page" ||
           *object.type == "Proposal";
}

result<outcome> store_note(db::transaction& tx, context const& c, std::string const& id)
{
    auto const found = c.known.notes.find(id);
    if (found == c.known.notes.end())
        return outcome("ignored: no note, or a reply");
    auto const& [author, content, opening] = found->second;
    TRY_VOID(trust::check_owner(c.activity.actor, author.uri, id));
    if (opening)
        return store_opening(tx, c, found->second);
    TRY_VOID(app::receive_highlight(tx, c.uris, content, author, c.now));
    return outcome("done");
}

result<wanted> create_needs(context const& c)
{
    if (is_dropped(c.uris, c.activity) || answers_us(c.uris, c.activity) || !c.activity.object ||
        !may_be_note(*c.activity.object))
        return wanted{};
    TRY(auto const id, object_id(c));
    wanted w;
    if (!c.known.notes.contains(id))
        w.notes.push_back(*c.activity.object);
    return w;
}

result<outcome> create(db::transaction& tx, context const& c)
{
    if (is_dropped(c.uris, c.activity))
        return outcome("ignored: a reply or vote");
    TRY(auto const id, object_id(c));
    return store_note(tx, c, id);
}

} // namespace federwerk::inbox::verbs
