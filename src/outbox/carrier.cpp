// SPDX-License-Identifier: AGPL-3.0-or-later
#include "outbox/carrier.hpp"

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace federwerk::outbox {

namespace asio = boost::asio;

namespace {

constexpr int patience = 100; // Times that a full queue of the worker pool is asked again
constexpr std::size_t answer_limit = 64 * 1024;

asio::awaitable<void> pause(std::chrono::milliseconds length)
{
    asio::steady_timer timer(co_await asio::this_coro::executor, length);
    co_await timer.async_wait(asio::use_awaitable);
}

signatures::scheme other(signatures::scheme s)
{
    return s == signatures::scheme::cavage_12 ? signatures::scheme::rfc9421 : signatures::scheme::cavage_12;
}

std::string describe(result<http::response> const& answer)
{
    return answer ? "status " + std::to_string(answer->status) : answer.error().log;
}

delivery::judgement judge(result<http::response> const& answer)
{
    return answer ? delivery::judge(*answer, core::now()) : delivery::judge(answer.error());
}

} // namespace

asio::awaitable<result<>> carrier::sign(http::outgoing& request, signatures::scheme how,
                                        remote::signer const& with)
{
    auto const work = [&]() -> result<> {
        return signatures::sign(request, how, with.key_uri, with.key, core::now());
    };
    for (int i = 0; i < patience; ++i) {
        auto done = co_await workers_.run(work);
        if (done || done.error().code != errc::overloaded)
            co_return done;
        co_await pause(std::chrono::milliseconds(20));
    }
    co_return failure{errc::overloaded, "no turn to sign a delivery", {}};
}

asio::awaitable<result<carrier::knocked>> carrier::knock(carriage const& c, core::url const& inbox,
                                                         signatures::scheme how)
{
    CO_TRY(auto const signer,
           co_await keys_.get(c.letter->actor_id, c.letter->actor_uri, signatures::algorithm::rsa));
    http::outgoing request{http::method::post, inbox,     {{"Content-Type", "application/activity+json"}},
                           c.letter->body,     deadline_, answer_limit};
    if (c.synchronization)
        request.headers.add("Collection-Synchronization", *c.synchronization);
    CO_TRY_VOID(co_await sign(request, how, signer));
    auto got = co_await client_.send(std::move(request));
    if (!got && got.error().code == errc::overloaded)
        co_return got.error();
    // A peer that answers 2xx with a page over the limit has taken the letter or not; asking again is
    // harmless.
    co_return knocked{how, std::move(got)};
}

asio::awaitable<result<carried>> carrier::carry(carriage c)
{
    auto const inbox = core::url::parse(c.inbox);
    if (!inbox)
        co_return carried{{delivery::verdict::rejected}, c.scheme, "no URL: " + c.inbox};
    CO_TRY(auto const first_knock, co_await knock(c, *inbox, c.scheme));
    auto const& first = first_knock.answer;
    if (!first || !delivery::deserves_second_knock(first->status))
        co_return carried{judge(first), c.scheme, describe(first)};
    CO_TRY(auto const second_knock, co_await knock(c, *inbox, other(c.scheme)));
    auto const& second = second_knock.answer;
    // Only an answer that the other signature made better counts; otherwise the first one stands.
    if (!second || delivery::deserves_second_knock(second->status))
        co_return carried{judge(first), c.scheme, describe(first)};
    co_return carried{judge(second), second_knock.scheme, describe(second)};
}

} // namespace federwerk::outbox
