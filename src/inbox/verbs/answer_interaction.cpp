// SPDX-License-Identifier: AGPL-3.0-or-later
// LikeRequest, ReplyRequest, QuoteRequest, AnnounceRequest: what the policy of every highlight says, in
// writing (interop 1.6).
#include "app/credits/relay_highlight.hpp"
#include "db/actors.hpp"
#include "db/highlights.hpp"
#include "inbox/verbs.hpp"
#include "outbox/enqueue.hpp"
#include "translate/outgoing.hpp"

namespace federwerk::inbox::verbs {

namespace {

result<bool> is_allowed(db::transaction& tx, context const& c, domain::highlight const& h)
{
    if (c.activity.type != "AnnounceRequest" || h.seen_by != domain::visibility::public_)
        return false;
    return app::may_announce(tx, h, c.known.actor);
}

} // namespace

result<outcome> answer_interaction(db::transaction& tx, context const& c)
{
    TRY(auto const id, object_id(c));
    TRY(auto const highlight, db::find_any_highlight(tx, id));
    if (!highlight || !highlight->local)
        return outcome("ignored: no highlight of ours");
    TRY(auto const owner, db::find_actor(tx, highlight->actor_id));
    TRY(bool const allowed, is_allowed(tx, c, *highlight));
    outbox::letter letter;
    TRY(letter.id, db::next_id(tx));
    letter.uri = c.uris.activity(letter.id);
    letter.actor_id = owner->id;
    letter.type = allowed ? "Accept" : "Reject";
    letter.object_uri = c.activity.id;
    letter.ordering_key = c.activity.id;
    letter.body =
        translate::answer_interaction(letter.type, letter.uri, owner->uri, c.known.actor.uri, c.activity.id);
    outbox::audience const whom{.followers = false, .actors = {c.known.actor.id}, .followers_of = {}};
    TRY_VOID(outbox::enqueue(tx, letter, whom, c.now));
    return outcome("done");
}

} // namespace federwerk::inbox::verbs
