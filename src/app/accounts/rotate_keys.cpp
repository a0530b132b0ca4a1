// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/accounts/rotate_keys.hpp"

#include "app/credits/renew_authorizations.hpp"
#include "app/profiles/edit_profile.hpp"
#include "db/actors.hpp"

namespace federwerk::app {

boost::asio::awaitable<result<>> rotate_keys(instance const& in, core::snowflake member_id,
                                             std::string actor_uri)
{
    CO_TRY_VOID(co_await in.keys.rotate(member_id, std::move(actor_uri)));
    // An edit of nothing says the whole actor anew, with the keys (interop.md quirk 8).
    profile_edit const nothing{};
    CO_TRY_VOID(co_await edit_profile(in, member_id, nothing));
    auto find = [&](db::transaction& tx) { return db::find_actor(tx, member_id); };
    CO_TRY(auto const member, co_await in.db.run(find));
    if (member)
        CO_TRY_VOID(co_await renew_authorizations(in, *member));
    co_return result<>{};
}

} // namespace federwerk::app
