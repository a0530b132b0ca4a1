// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/follows/answer_follow.hpp"

#include "app/follows/follow_letters.hpp"
#include "db/actors.hpp"
#include "db/multiverse.hpp"

namespace federwerk::app {
namespace {

struct question {
    domain::actor const& member;
    core::snowflake follow_id;
    follow_answer answer;
};

result<> write_answer(db::transaction& tx, domain::uris const& uris, question const& q)
{
    TRY(auto const found, db::find_follow_by_id(tx, q.follow_id));
    if (!found || found->followed_id != q.member.id || found->state != db::follow_state::requested)
        return failure{
            errc::not_found, "no follow request " + q.follow_id.text() + " to " + q.member.uri, {}};
    TRY(auto const follower, db::find_actor(tx, found->follower_id));
    if (q.answer == follow_answer::accept) {
        TRY_VOID(db::accept_follow(tx, found->id, core::now()));
        TRY_VOID(db::back_fill_multiverse(tx, found->follower_id, found->followed_id));
        return send_accept(tx, uris, *found, {*follower, q.member});
    }
    TRY_VOID(db::delete_follow(tx, found->follower_id, found->followed_id));
    return send_reject(tx, uris, *found, {*follower, q.member});
}

} // namespace

boost::asio::awaitable<result<>> answer_follow(instance const& in, domain::actor member,
                                               core::snowflake follow_id, follow_answer answer,
                                               along<follow_answer> with)
{
    question const q{member, follow_id, answer};
    auto write = [&](db::transaction& tx) -> result<> {
        TRY_VOID(write_answer(tx, in.uris, q));
        return write_along(with, tx, answer);
    };
    CO_TRY_VOID(co_await in.db.run(write));
    in.post.nudge();
    co_return result<>{};
}

} // namespace federwerk::app
