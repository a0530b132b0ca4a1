// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/profiles/receive_move.hpp"

#include "app/follows/follow_letters.hpp"
#include "db/actors.hpp"
#include "db/blocks.hpp"
#include "db/multiverse.hpp"

#include <algorithm>

namespace federwerk::app {
namespace {

result<> move_follower(db::transaction& tx, domain::uris const& uris, db::follow const& old, follow_pair to,
                       core::time_point now)
{
    TRY_VOID(db::delete_follow(tx, old.follower_id, old.followed_id));
    TRY_VOID(db::forget_in_multiverse(tx, old.follower_id, old.followed_id));
    TRY(auto const blocked, db::blocks_between(tx, to.follower.id, to.followed.id));
    if (blocked || to.follower.id == to.followed.id)
        return {};
    TRY_VOID(begin_follow(tx, uris, to, now));
    return {};
}

} // namespace

result<> receive_move(db::transaction& tx, domain::uris const& uris, domain::actor const& from,
                      domain::actor const& to, core::time_point now)
{
    if (from.id == to.id || std::ranges::find(to.also_known_as, from.uri) == to.also_known_as.end())
        return failure{errc::forbidden, to.uri + " does not say that it was " + from.uri, {}};
    TRY(auto const believed, db::record_move(tx, from.id, to.uri, now));
    if (!believed)
        return failure{errc::forbidden, from.uri + " moved less than 30 days ago", {}};
    TRY(auto const follows, db::local_follows_of(tx, from.id));
    for (auto const& old : follows) {
        TRY(auto const follower, db::find_actor(tx, old.follower_id));
        TRY_VOID(move_follower(tx, uris, old, {*follower, to}, now));
    }
    return {};
}

} // namespace federwerk::app
