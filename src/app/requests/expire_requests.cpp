// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/requests/expire_requests.hpp"

#include "app/requests/record_step.hpp"
#include "app/requests/request_letters.hpp"
#include "core/log.hpp"
#include "db/requests.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace federwerk::app {

namespace {

namespace asio = boost::asio;

constexpr int in_one_transaction = 100;

// Another process may have been quicker, or a party: the row says it once it is locked.
result<> expire_one(db::transaction& tx, domain::uris const& uris, domain::request const& locked,
                    core::time_point now)
{
    auto const after = domain::expire(locked, now);
    if (!after)
        return {};
    TRY_VOID(db::update_request(tx, *after));
    TRY(auto file, open_file(tx, *after));
    if (file.receiver.local)
        TRY_VOID(send_rejection(tx, uris, file, now));
    return tell_other(tx, {std::move(file), domain::party::receiver},
                      domain::notification_kind::request_closed);
}

asio::awaitable<void> expire_all(instance const& in)
{
    auto work = [&](db::transaction& tx) {
        return expire_requests(tx, in.uris, core::now(), in_one_transaction);
    };
    for (std::size_t ended = in_one_transaction; ended == in_one_transaction;) {
        auto const done = co_await in.db.run(work);
        if (!done)
            core::log::warning("expire_requests", {{"why", done.error().log}});
        ended = done ? *done : 0;
        if (ended > 0)
            in.post.nudge();
    }
}

} // namespace

result<std::size_t> expire_requests(db::transaction& tx, domain::uris const& uris, core::time_point now,
                                    int at_most)
{
    TRY(auto const due, db::requests_that_expire(tx, now, at_most));
    for (auto const id : due) {
        TRY(auto const found, db::lock_request(tx, id));
        if (found)
            TRY_VOID(expire_one(tx, uris, *found, now));
    }
    return due.size();
}

result<> expire_requests_of(db::transaction& tx, domain::uris const& uris, core::snowflake sender_id,
                            std::string const& opening_uri, core::time_point now)
{
    TRY(auto const open, db::lock_open_requests(tx, sender_id, opening_uri));
    for (auto const& each : open)
        TRY_VOID(expire_one(tx, uris, each, now));
    return {};
}

asio::awaitable<void> run_expire_requests(instance const& in)
{
    co_await asio::this_coro::throw_if_cancelled(false);
    asio::steady_timer pause(co_await asio::this_coro::executor);
    while ((co_await asio::this_coro::cancellation_state).cancelled() == asio::cancellation_type::none) {
        co_await expire_all(in);
        pause.expires_after(std::chrono::minutes(1));
        co_await pause.async_wait(asio::as_tuple(asio::use_awaitable));
    }
}

} // namespace federwerk::app
