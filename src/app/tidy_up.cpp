// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/tidy_up.hpp"

#include "app/openings/ask_again.hpp"
#include "core/log.hpp"
#include "db/idempotency.hpp"
#include "db/throttles.hpp"
#include "db/waitlist.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace federwerk::app {

result<> tidy_up(db::transaction& tx, core::time_point now)
{
    TRY(auto const throttles, db::delete_throttles_before(tx, now - std::chrono::days(1)));
    TRY(auto const keys, db::delete_idempotency_before(tx, now - std::chrono::days(1)));
    TRY(auto const entries, db::delete_unconfirmed_before(tx, now - std::chrono::days(7)));
    static_cast<void>(throttles + keys + entries);
    return {};
}

boost::asio::awaitable<void> run_tidy_up(instance const& in)
{
    namespace asio = boost::asio;
    co_await asio::this_coro::throw_if_cancelled(false);
    asio::steady_timer pause(co_await asio::this_coro::executor);
    while ((co_await asio::this_coro::cancellation_state).cancelled() == asio::cancellation_type::none) {
        auto work = [](db::transaction& tx) { return tidy_up(tx, core::now()); };
        if (auto const done = co_await in.db.run(work); !done)
            core::log::warning("tidy_up", {{"why", done.error().log}});
        auto ask = [&](db::transaction& tx) {
            return ask_again(tx, in.secrets, in.uris, in.settings.name, core::now());
        };
        if (auto const asked = co_await in.db.run(ask); !asked)
            core::log::warning("ask_again", {{"why", asked.error().log}});
        pause.expires_after(std::chrono::hours(1));
        co_await pause.async_wait(asio::as_tuple(asio::use_awaitable));
    }
}

} // namespace federwerk::app
