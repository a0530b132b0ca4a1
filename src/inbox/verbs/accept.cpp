// SPDX-License-Identifier: AGPL-3.0-or-later
// Accept and Reject of what somebody here asked for: a Follow, a credit, a collaboration; said by the one who
// was asked (T-15).
#include "app/credits/receive_credit.hpp"
#include "app/pacts/receive_pact.hpp"
#include "db/actors.hpp"
#include "db/follows.hpp"
#include "db/multiverse.hpp"
#include "db/outbox_visits.hpp"
#include "federation/trust/trust.hpp"
#include "inbox/verbs/awards.hpp"
#include "inbox/verbs/takers.hpp"

namespace federwerk::inbox::verbs {
namespace {

// By the Follow's id; by the pair where the peer embedded it under another id (interop quirk 16).
result<std::optional<db::follow>> answered_follow(db::transaction& tx, context const& c)
{
    if (!c.activity.object)
        return failure{errc::malformed, "an answer to nothing", {}};
    TRY(auto known, db::find_follow_by_uri(tx, c.activity.object->id));
    auto const inner = c.activity.object->embedded;
    if (!known && inner.present() && c.activity.object->type == "Follow") {
        TRY(auto const follower, db::find_actor_by_uri(tx, std::string(inner["actor"].text().value_or(""))));
        if (follower) {
            TRY(known, db::find_follow(tx, follower->id, c.known.actor.id));
        }
    }
    if (!known || known->followed_id != c.known.actor.id)
        return std::nullopt;
    TRY(auto const follower, db::find_actor(tx, known->follower_id));
    return follower && follower->local ? known : std::nullopt;
}

result<bool> accept_credit(db::transaction& tx, context const& c)
{
    auto const found = c.known.authorizations.find(c.activity.result.value_or(""));
    auto const* const consent = found == c.known.authorizations.end() ? nullptr : &found->second;
    return app::receive_consent(tx, c.uris, c.known.actor, c.activity.object->id, consent, c.now);
}

result<bool> reject_credit(db::transaction& tx, context const& c)
{
    return app::receive_refusal(tx, c.uris, c.known.actor, c.activity.object->id, c.now);
}

result<> tell_of_pact(db::transaction& tx, context const& c, db::follow const& answered)
{
    TRY(auto const station, db::find_actor_by_uri(tx, c.uris.station()));
    bool const is_ours = station && station->id == answered.follower_id;
    return is_ours ? app::receive_pact_yes(tx, c.uris, c.known.actor) : result<>{};
}

constexpr taker accepted[] = {accept_credit, accept_request, accept_introduction, accept_award};
constexpr taker rejected[] = {reject_credit, reject_request, reject_award};

} // namespace

// The consent to a credit is read where it lives; what is embedded in its stead does not count (T-12).
result<wanted> accept_needs(context const& c)
{
    wanted w;
    auto const& consent = c.activity.result;
    if (c.activity.object && consent && c.uris.is_ours(c.activity.object->id) &&
        c.activity.whole["result"].is_string() && trust::same_origin(c.activity.actor, *consent) &&
        !c.known.authorizations.contains(*consent))
        w.authorizations.push_back(*consent);
    return w;
}

result<outcome> accept(db::transaction& tx, context const& c)
{
    if (c.activity.object) {
        TRY(bool const taken, first_taker(accepted, tx, c));
        if (taken)
            return outcome("done");
    }
    TRY(auto const follow, answered_follow(tx, c));
    if (!follow)
        return outcome("ignored: nobody here asked");
    TRY(auto const changed, db::accept_follow(tx, follow->id, c.now));
    if (changed) {
        TRY_VOID(db::back_fill_multiverse(tx, follow->follower_id, follow->followed_id));
        TRY_VOID(db::wish_outbox_visit(tx, follow->followed_id));
        TRY_VOID(tell_of_pact(tx, c, *follow));
    }
    return outcome(changed ? "done" : "ignored: accepted before");
}

result<outcome> reject(db::transaction& tx, context const& c)
{
    if (c.activity.object) {
        TRY(bool const taken, first_taker(rejected, tx, c));
        if (taken)
            return outcome("done");
    }
    TRY(auto const follow, answered_follow(tx, c));
    if (!follow)
        return outcome("ignored: nobody here asked");
    TRY_VOID(db::delete_follow(tx, follow->follower_id, follow->followed_id));
    TRY_VOID(db::forget_in_multiverse(tx, follow->follower_id, follow->followed_id));
    TRY(auto const station, db::find_actor_by_uri(tx, c.uris.station()));
    if (station && station->id == follow->follower_id)
        TRY_VOID(app::receive_pact_end(tx, c.uris, c.known.actor, c.now));
    return outcome("done");
}

} // namespace federwerk::inbox::verbs
