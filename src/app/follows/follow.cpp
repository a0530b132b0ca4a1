// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/follows/follow.hpp"

#include "app/follows/follow_letters.hpp"
#include "app/reach_actor.hpp"
#include "db/actors.hpp"

namespace federwerk::app {
namespace {

failure refused(std::string log, std::string message)
{
    return {errc::invalid, std::move(log), message, {{"target", message}}};
}

bool can_be_followed(domain::actor const& who)
{
    return who.state != domain::actor_state::gone && who.state != domain::actor_state::suspended &&
           !who.moved_to;
}

} // namespace

boost::asio::awaitable<result<followed>> follow(instance const& in, domain::actor member, std::string target,
                                                along<followed> with)
{
    CO_TRY(auto const found,
           co_await reach_actor(in, std::move(target), "target", "Nobody was found under this name."));
    if (found.id == member.id)
        co_return refused("following oneself", "You cannot follow yourself.");
    if (!can_be_followed(found))
        co_return refused("following " + found.uri, "This account has moved or is gone.");
    auto const now = core::now();
    auto write = [&](db::transaction& tx) -> result<followed> {
        TRY(auto made, begin_follow(tx, in.uris, {member, found}, now));
        followed out{std::move(made), found};
        TRY_VOID(write_along(with, tx, out));
        return out;
    };
    CO_TRY(auto made, co_await in.db.run(write));
    in.post.nudge();
    co_return made;
}

} // namespace federwerk::app
