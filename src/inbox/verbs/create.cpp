// SPDX-License-Identifier: AGPL-3.0-or-later
// Create: a Note by the one who speaks. Replies and votes are dropped (DESIGN.md 1).
#include "app/awards/answer_award.hpp"
#include "app/credits/receive_credit.hpp"
#include "app/highlights/receive_highlight.hpp"
#include "content/html.hpp"
#include "federation/trust/trust.hpp"
#include "inbox/verbs.hpp"
#include "inbox/verbs/awards.hpp"
#include "inbox/verbs/notes.hpp"
#include "inbox/verbs/takers.hpp"

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
    auto const& note = found->second;
    TRY_VOID(trust::check_owner(c.activity.actor, note.author.uri, id));
    if (note.opening)
        return store_opening(tx, c, note);
    TRY_VOID(app::hold_authorizations(tx, c.known.authorizations));
    TRY_VOID(app::receive_highlight(tx, c.uris, note.content, note.author, c.now));
    TRY_VOID(store_credits(tx, c, note));
    return outcome("done");
}

// What a direct reply says, in its author's own words.
result<outcome> answer_directly(db::transaction& tx, context const& c)
{
    TRY(auto const id, object_id(c));
    TRY(auto const note, vocab::read_note(c.activity.object->embedded));
    if (!c.item.trusted || !trust::embedded_is_trusted(c.activity.actor, note))
        return outcome("ignored: a reply that somebody handed on");
    app::spoken_reply const said{id, note.in_reply_to.value_or(""), content::plain_text(note.content)};
    TRY(bool const credit, app::receive_spoken_answer(tx, c.uris, c.known.actor, said, c.now));
    if (credit)
        return outcome("done");
    TRY(bool const award,
        app::award_answered_by_message(tx, c.uris, said.in_reply_to, c.known.actor.id, said.plain, c.now));
    return award ? outcome("done") : answer_collaboration(tx, c, note);
}

result<wanted> create_needs(context const& c)
{
    if (is_dropped(c.uris, c.activity) || answers_us(c.uris, c.activity) || !c.activity.object ||
        !may_be_note(*c.activity.object))
        return wanted{};
    TRY(auto const id, object_id(c));
    wanted w;
    auto const awards = brings_awards(c);
    if (awards.any)
        want_awards(c, w);
    if (awards.alone)
        return w;
    auto const known = c.known.notes.find(id);
    if (known == c.known.notes.end())
        w.notes.push_back(*c.activity.object);
    else
        want_credits(c, known->second, w);
    return w;
}

result<outcome> create(db::transaction& tx, context const& c)
{
    if (is_dropped(c.uris, c.activity))
        return outcome("ignored: a reply or vote");
    if (answers_us(c.uris, c.activity))
        return answer_directly(tx, c);
    TRY(auto const id, object_id(c));
    auto const awards = brings_awards(c);
    if (awards.any) {
        TRY(auto done, take_awards(tx, c));
        if (awards.alone)
            return done;
    }
    TRY(bool const receipt, take_receipt(tx, c));
    if (receipt)
        return outcome("done");
    return store_note(tx, c, id);
}

} // namespace federwerk::inbox::verbs
