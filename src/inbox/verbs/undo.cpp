// SPDX-License-Identifier: AGPL-3.0-or-later
// Undo: only of what the same actor said (T-15), named by id or embedded.
#include "app/credits/receive_credit.hpp"
#include "app/pacts/receive_pact.hpp"
#include "db/actors.hpp"
#include "db/announces.hpp"
#include "db/blocks.hpp"
#include "db/follows.hpp"
#include "db/multiverse.hpp"
#include "inbox/verbs/takers.hpp"

namespace federwerk::inbox::verbs {
namespace {

// The pair that an embedded Follow or Block names: some servers repeat it under an id that we never saw.
result<std::optional<domain::actor>> embedded_object(db::transaction& tx, context const& c)
{
    auto const inner = c.activity.object->embedded;
    if (!inner.present())
        return std::nullopt;
    auto const said = vocab::read_activity(inner);
    auto const actor = inner["actor"].text();
    if (actor && *actor != c.activity.actor)
        return failure{errc::forbidden, "an Undo of what " + std::string(*actor) + " said", {}};
    auto const object =
        said && said->object ? said->object->id : std::string(inner["object"].text().value_or(""));
    return db::find_actor_by_uri(tx, object);
}

result<bool> unfollow(db::transaction& tx, context const& c, core::snowflake followed_id)
{
    TRY(bool const followed, db::delete_follow(tx, c.known.actor.id, followed_id));
    TRY(auto const station, db::find_actor_by_uri(tx, c.uris.station()));
    if (followed && station && station->id == followed_id)
        TRY_VOID(app::receive_pact_end(tx, c.uris, c.known.actor, c.now));
    return followed;
}

result<bool> undo_follow(db::transaction& tx, context const& c, std::optional<domain::actor> const& object)
{
    TRY(auto const known, db::find_follow_by_uri(tx, c.activity.object->id));
    if (known && known->follower_id == c.known.actor.id)
        return unfollow(tx, c, known->followed_id);
    if (known || !object)
        return false;
    return unfollow(tx, c, object->id);
}

result<bool> undo_announce(db::transaction& tx, context const& c)
{
    TRY(auto const known, db::find_announce(tx, c.activity.object->id));
    if (!known || known->actor_id != c.known.actor.id)
        return false;
    TRY_VOID(db::forget_announced(tx, c.known.actor.id, known->highlight_id));
    TRY_VOID(db::delete_announce(tx, known->id));
    return true;
}

} // namespace

result<outcome> undo(db::transaction& tx, context const& c)
{
    if (!c.activity.object)
        return failure{errc::malformed, "an Undo of nothing", {}};
    TRY(auto const object, embedded_object(tx, c));
    auto const type = c.activity.object->type.value_or("");
    bool undone = false;
    if (type.empty() || type == "Follow") {
        TRY(undone, undo_follow(tx, c, object));
    }
    if (!undone && (type.empty() || type == "Announce")) {
        TRY(undone, undo_announce(tx, c));
    }
    if (!undone && (type.empty() || type == "CreditRequest")) {
        TRY(undone, app::receive_credit_withdrawal(tx, c.known.actor, c.activity.object->id));
    }
    if (!undone) {
        TRY(undone, undo_request(tx, c));
    }
    if (!undone) {
        TRY(undone, undo_introduction(tx, c));
    }
    if (!undone && type == "Block" && object) {
        TRY(undone, db::delete_block(tx, c.known.actor.id, object->id));
    }
    return outcome(undone ? "done" : "ignored: nothing of theirs to undo");
}

} // namespace federwerk::inbox::verbs
