// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/pacts/receive_pact.hpp"

#include "db/actors.hpp"
#include "db/notifications.hpp"
#include "db/pacts.hpp"

namespace federwerk::app {

namespace {

// Whoever owns a domain has as many hosts as they like
constexpr int most_asking = 200, most_told_a_day = 20;

result<bool> has_room(db::transaction& tx, follow_pair who)
{
    TRY(auto const asking, db::follow_requests_of(tx, who.followed.id, {}, most_asking));
    return asking.size() < most_asking;
}

result<> tell(db::transaction& tx, domain::notification_kind kind, domain::actor const& theirs,
              std::string const& occasion)
{
    domain::notification n;
    n.kind = kind;
    n.actor_id = theirs.id;
    n.once = std::string(to_string(kind)) + ":" + occasion;
    return db::notify_administrators(tx, n, most_told_a_day);
}

// Once for each Follow of ours: a pact that ended is made anew with another one.
result<> tell_if_it_holds(db::transaction& tx, domain::actor const& here, domain::actor const& theirs)
{
    TRY(bool const holds, db::pact_holds(tx, theirs.host));
    TRY(auto const ours, db::find_follow(tx, here.id, theirs.id));
    return holds && ours ? tell(tx, domain::notification_kind::pact_holds, theirs, ours->id.text())
                         : result<>{};
}

} // namespace

result<pact_answer> receive_pact_offer(db::transaction& tx, domain::uris const& uris, db::follow asked,
                                       follow_pair who)
{
    TRY(auto const pact, db::find_pact_of_station(tx, who.follower.id));
    bool const wanted = pact && !pact->ended_at;
    TRY(auto const known, db::find_follow(tx, who.follower.id, who.followed.id));
    TRY(bool const room, has_room(tx, who));
    if (!wanted && !(domain::is_station(who.follower) && (known || room))) {
        TRY_VOID(send_reject(tx, uris, asked, who));
        return pact_answer::refused;
    }
    asked.state = wanted ? db::follow_state::accepted : db::follow_state::requested;
    TRY(auto const stored, db::upsert_follow(tx, asked));
    if (stored.state != db::follow_state::accepted) {
        auto const today = core::to_iso_day(std::chrono::floor<std::chrono::days>(asked.created_at));
        if (!known)
            TRY_VOID(tell(tx, domain::notification_kind::pact_asked, who.follower,
                          who.follower.host + ":" + today));
        return pact_answer::kept;
    }
    TRY_VOID(send_accept(tx, uris, stored, who));
    TRY_VOID(tell_if_it_holds(tx, who.followed, who.follower));
    return pact_answer::accepted;
}

result<> receive_pact_yes(db::transaction& tx, domain::uris const& uris, domain::actor const& theirs)
{
    TRY(auto const here, db::find_actor_by_uri(tx, uris.station()));
    return here ? tell_if_it_holds(tx, *here, theirs) : result<>{};
}

result<> undo_pact(db::transaction& tx, domain::uris const& uris, domain::actor const& theirs)
{
    TRY(auto const here, db::find_actor_by_uri(tx, uris.station()));
    if (!here)
        return failure{errc::internal, "no station", {}};
    TRY(auto const ours, db::find_follow(tx, here->id, theirs.id));
    if (ours) {
        TRY_VOID(db::delete_follow(tx, here->id, theirs.id));
        TRY_VOID(send_undo(tx, uris, *ours, {*here, theirs}));
    }
    TRY(auto const back, db::find_follow(tx, theirs.id, here->id));
    if (back) {
        TRY_VOID(db::delete_follow(tx, theirs.id, here->id));
        TRY_VOID(send_reject(tx, uris, *back, {theirs, *here}));
    }
    return db::forget_openings_of_pact(tx, theirs.host);
}

result<> receive_pact_end(db::transaction& tx, domain::uris const& uris, domain::actor const& theirs,
                          core::time_point now)
{
    TRY(auto const pact, db::find_pact_of_station(tx, theirs.id));
    if (!pact)
        return {};
    if (!pact->ended_at)
        TRY_VOID(tell(tx, domain::notification_kind::pact_ended, theirs,
                      theirs.host + ":" + core::to_rfc3339(now)));
    TRY_VOID(db::end_pact(tx, theirs.id, now));
    return undo_pact(tx, uris, theirs);
}

} // namespace federwerk::app
