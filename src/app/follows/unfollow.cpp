// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/follows/unfollow.hpp"

#include "app/follows/follow_letters.hpp"
#include "db/actors.hpp"
#include "db/multiverse.hpp"

namespace federwerk::app {
namespace {

result<> end_follow(db::transaction& tx, domain::uris const& uris, domain::actor const& member,
                    core::snowflake follow_id)
{
    TRY(auto const found, db::find_follow_by_id(tx, follow_id));
    if (!found || found->follower_id != member.id)
        return failure{errc::not_found, "no follow " + follow_id.text() + " of " + member.uri, {}};
    TRY(auto const other, db::find_actor(tx, found->followed_id));
    TRY_VOID(db::delete_follow(tx, member.id, found->followed_id));
    TRY_VOID(db::forget_in_multiverse(tx, member.id, found->followed_id));
    return send_undo(tx, uris, *found, {member, *other});
}

} // namespace

boost::asio::awaitable<result<>> unfollow(instance const& in, domain::actor member, core::snowflake follow_id)
{
    auto write = [&](db::transaction& tx) { return end_follow(tx, in.uris, member, follow_id); };
    CO_TRY_VOID(co_await in.db.run(write));
    in.post.nudge();
    co_return result<>{};
}

} // namespace federwerk::app
