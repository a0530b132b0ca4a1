// SPDX-License-Identifier: AGPL-3.0-or-later
// CreditRequest: the author of a highlight asks a member here to confirm that they worked on it. And the
// credits that Notes list.
#include "app/credits/receive_credit.hpp"
#include "app/highlights/receive_announced.hpp"
#include "db/actors.hpp"
#include "federation/trust/trust.hpp"
#include "inbox/verbs.hpp"
#include "inbox/verbs/notes.hpp"

#include <algorithm>

namespace federwerk::inbox::verbs {

namespace {

constexpr std::size_t most_looked_at = 8; // At once; the others are looked at later

bool is_worth_a_look(context const& c, vocab::incoming_credit const& claim)
{
    return !claim.authorization.empty() && !c.uris.is_ours(claim.authorization) &&
           !c.known.authorizations.contains(claim.authorization) &&
           trust::same_origin(claim.authorization, claim.actor);
}

} // namespace

void want_credits(context const& c, known_note const& note, wanted& w)
{
    for (auto const& claim : note.content.credits)
        if (is_worth_a_look(c, claim) &&
            c.known.authorizations.size() + w.authorizations.size() < most_looked_at)
            w.authorizations.push_back(claim.authorization);
}

void want_credit_of(context const& c, known_note const& note, std::string const& actor_uri, wanted& w)
{
    auto const claim = std::ranges::find(note.content.credits, actor_uri, &vocab::incoming_credit::actor);
    if (claim != note.content.credits.end() && is_worth_a_look(c, *claim))
        w.authorizations.push_back(claim->authorization);
}

result<> store_credits(db::transaction& tx, context const& c, known_note const& note)
{
    return app::receive_listed_credits(
        tx, c.uris,
        {note.content.highlight, note.author, note.content.credits, note.text, c.known.authorizations},
        c.now);
}

result<wanted> credit_request_needs(context const& c)
{
    TRY(auto const id, object_id(c));
    wanted w;
    if (!c.activity.target || !c.uris.is_ours(*c.activity.target))
        return w;
    if (!c.known.notes.contains(id))
        w.notes.push_back(*c.activity.object);
    return w;
}

result<outcome> credit_request(db::transaction& tx, context const& c)
{
    TRY(auto const id, object_id(c));
    TRY(auto const said, vocab::read_credit_request(c.activity.whole));
    auto const note = c.known.notes.find(id);
    if (note == c.known.notes.end())
        return outcome("ignored: no highlight, or nobody here");
    TRY_VOID(trust::check_owner(c.activity.actor, note->second.author.uri, id));
    TRY(auto const whom, db::find_actor_by_uri(tx, c.activity.target.value_or("")));
    if (!whom || !whom->local || whom->state != domain::actor_state::active ||
        whom->kind != domain::actor_kind::person)
        return outcome("ignored: nobody here");
    app::incoming_credit_question const in{c.activity.id, c.known.actor, *whom,        id,
                                           said.role,     said.digest,   said.context, note->second.text};
    TRY(bool const asked, app::receive_credit_question(tx, c.uris, in, c.now));
    if (asked && note->second.content.highlight.seen_by == domain::visibility::public_)
        TRY_VOID(app::keep_highlight(tx, c.uris, note->second.content, note->second.author));
    return outcome(asked ? "done" : "ignored: not to be asked, or asked before");
}

} // namespace federwerk::inbox::verbs
