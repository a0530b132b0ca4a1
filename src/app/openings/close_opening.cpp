// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/openings/close_opening.hpp"

#include "app/openings/opening_retraction.hpp"

namespace federwerk::app {

boost::asio::awaitable<result<owned_opening>> close_opening(instance const& in, domain::actor member,
                                                            core::snowflake id, domain::opening_form form,
                                                            along<owned_opening> with)
{
    auto const now = core::now();
    CO_TRY(auto r, co_await prepare_retraction(in, std::move(member), id, form, now));
    auto closed = r.found;
    closed.opening.closed_at = closed.opening.closed_at.value_or(now);
    CO_TRY_VOID(co_await in.db.run([&](db::transaction& tx) -> result<> {
        TRY_VOID(close_and_retract(tx, r, now));
        return write_along(with, tx, closed);
    }));
    in.post.nudge();
    co_return closed;
}

} // namespace federwerk::app
