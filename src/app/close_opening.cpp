// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/close_opening.hpp"

#include "app/opening_retraction.hpp"

namespace federwerk::app {

boost::asio::awaitable<result<published_opening>> close_opening(instance const& in, domain::actor member,
                                                                core::snowflake id, domain::opening_form form)
{
    auto const now = core::now();
    CO_TRY(auto r, co_await prepare_retraction(in, std::move(member), id, form, now));
    if (!r.found.opening.closed_at) {
        CO_TRY_VOID(co_await in.db.run([&](db::transaction& tx) { return close_and_retract(tx, r, now); }));
        r.found.opening.closed_at = now;
        in.post.nudge();
    }
    co_return published_opening{std::move(r.found.opening), std::move(r.found.owner)};
}

} // namespace federwerk::app
