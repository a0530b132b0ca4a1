// SPDX-License-Identifier: AGPL-3.0-or-later
// Follow: of a member or a badge of ours; accepted at once, or kept as a request where they approve their
// followers. Of our station it is the question for a pact.
#include "app/follows/follow_letters.hpp"
#include "app/pacts/receive_pact.hpp"
#include "db/actors.hpp"
#include "db/blocks.hpp"
#include "inbox/verbs.hpp"

namespace federwerk::inbox::verbs {
namespace {

bool can_be_followed(domain::uris const& uris, domain::actor const& who)
{
    return who.local && who.state != domain::actor_state::suspended &&
           who.state != domain::actor_state::gone &&
           (who.kind != domain::actor_kind::application || who.uri == uris.station());
}

result<outcome> ask_for_pact(db::transaction& tx, context const& c, db::follow asked,
                             domain::actor const& station)
{
    TRY(auto const how, app::receive_pact_offer(tx, c.uris, std::move(asked), {c.known.actor, station}));
    return outcome(how == app::pact_answer::refused ? "refused: no station, or too many ask" : "done");
}

result<outcome> refuse(db::transaction& tx, context const& c, db::follow const& asked,
                       domain::actor const& followed)
{
    TRY_VOID(app::send_reject(tx, c.uris, asked, {c.known.actor, followed}));
    return outcome("refused: a block is between them");
}

} // namespace

result<wanted> follow_needs(context const& c)
{
    TRY(auto const whom, object_id(c));
    if (!c.uris.is_ours(whom))
        return failure{errc::forbidden, "a Follow of somebody elsewhere: " + whom, {}};
    return wanted{};
}

result<outcome> follow(db::transaction& tx, context const& c)
{
    TRY(auto const whom, object_id(c));
    TRY(auto const followed, db::find_actor_by_uri(tx, whom));
    if (!followed || !can_be_followed(c.uris, *followed))
        return failure{errc::not_found, "nobody to follow: " + whom, {}};
    auto const& follower = c.known.actor;
    db::follow asked{.id = {}, .follower_id = follower.id, .followed_id = followed->id, .uri = c.activity.id};
    asked.state = followed->approves_followers ? db::follow_state::requested : db::follow_state::accepted;
    asked.created_at = c.now;
    TRY(auto const blocked, db::blocks_between(tx, follower.id, followed->id));
    if (blocked)
        return refuse(tx, c, asked, *followed);
    // The URI belongs to one pair for ever; another's cannot be taken over.
    TRY(auto const same_uri, db::find_follow_by_uri(tx, c.activity.id));
    if (same_uri && (same_uri->follower_id != follower.id || same_uri->followed_id != followed->id))
        return failure{errc::forbidden, "the id of another Follow: " + c.activity.id, {}};
    if (whom == c.uris.station())
        return ask_for_pact(tx, c, std::move(asked), *followed);
    TRY(auto const stored, db::upsert_follow(tx, asked));
    if (stored.state == db::follow_state::accepted)
        TRY_VOID(app::send_accept(tx, c.uris, stored, {follower, *followed}));
    return outcome("done");
}

} // namespace federwerk::inbox::verbs
