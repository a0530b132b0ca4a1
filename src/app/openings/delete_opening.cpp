// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/openings/delete_opening.hpp"

#include "app/openings/opening_retraction.hpp"
#include "db/openings.hpp"

namespace federwerk::app {

boost::asio::awaitable<result<>> delete_opening(instance const& in, domain::actor member, core::snowflake id,
                                                domain::opening_form form)
{
    auto const now = core::now();
    CO_TRY(auto const r, co_await prepare_retraction(in, std::move(member), id, form, now));
    CO_TRY_VOID(co_await in.db.run([&](db::transaction& tx) -> result<> {
        TRY_VOID(db::lock_requests_of(tx, r.found.opening.id));
        TRY_VOID(close_and_retract(tx, r, now));
        return db::delete_opening(tx, r.found.opening, now);
    }));
    in.post.nudge();
    co_return result<>{};
}

} // namespace federwerk::app
