// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/receive_pact.hpp"

#include "db/actors.hpp"
#include "db/pacts.hpp"

namespace federwerk::app {

namespace {

constexpr int most_asking = 200; // Whoever owns a domain has as many hosts as they like

result<bool> may_ask(db::transaction& tx, follow_pair who)
{
    if (!domain::is_station(who.follower))
        return false;
    TRY(auto const known, db::find_follow(tx, who.follower.id, who.followed.id));
    if (known)
        return true;
    TRY(auto const asking, db::follow_requests_of(tx, who.followed.id, {}, most_asking));
    return asking.size() < most_asking;
}

} // namespace

result<pact_answer> receive_pact_offer(db::transaction& tx, domain::uris const& uris, db::follow asked,
                                       follow_pair who)
{
    TRY(auto const pact, db::find_pact_of_station(tx, who.follower.id));
    bool const wanted = pact && !pact->ended_at;
    TRY(bool const may, may_ask(tx, who));
    if (!wanted && !may) {
        TRY_VOID(send_reject(tx, uris, asked, who));
        return pact_answer::refused;
    }
    asked.state = wanted ? db::follow_state::accepted : db::follow_state::requested;
    TRY(auto const stored, db::upsert_follow(tx, asked));
    if (stored.state != db::follow_state::accepted)
        return pact_answer::kept;
    TRY_VOID(send_accept(tx, uris, stored, who));
    return pact_answer::accepted;
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
    TRY(bool const was_one, db::end_pact(tx, theirs.id, now));
    return was_one ? undo_pact(tx, uris, theirs) : result<>{};
}

} // namespace federwerk::app
