// SPDX-License-Identifier: AGPL-3.0-or-later
#include "cli/keys.hpp"

#include "app/accounts/rotate_keys.hpp"
#include "cli/command.hpp"
#include "cli/services.hpp"
#include "db/actors.hpp"
#include "net/reactors.hpp"

#include <boost/asio/co_spawn.hpp>

#include <future>
#include <iostream>

namespace federwerk::cli {

namespace {

result<> wait_for(net::reactors& loops, boost::asio::awaitable<result<>> what)
{
    std::promise<result<>> ended;
    boost::asio::co_spawn(loops.next(), std::move(what), [&](std::exception_ptr failed, result<> r) {
        if (failed)
            ended.set_exception(failed);
        else
            ended.set_value(std::move(r));
    });
    return ended.get_future().get();
}

} // namespace

result<> rotate_keys(core::settings given, std::string const& handle)
{
    net::reactors loops(1);
    TRY(auto const base, foundation::lay(std::move(given), purpose::command));
    TRY(auto const all, services::make(*base));
    TRY(auto const member, base->db().run_now([&](db::transaction& tx) -> result<domain::actor> {
        TRY(auto const id, find_member_id(tx, handle));
        TRY(auto const found, db::find_actor(tx, id));
        return *found;
    }));
    TRY_VOID(wait_for(loops, app::rotate_keys(all->instance, member.id, member.uri)));
    std::cout << "new keys for @" << member.handle() << "\n";
    loops.stop();
    return {};
}

} // namespace federwerk::cli
