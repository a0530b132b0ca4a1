// SPDX-License-Identifier: AGPL-3.0-or-later
#include "support/sink.hpp"

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <stdexcept>

namespace federwerk::tests {

namespace asio = boost::asio;

sink::sink(judge answer, std::chrono::milliseconds delay) : answer_(std::move(answer)), delay_(delay)
{
    routes_.add({http::method::post, "/{inbox}", [this](http::request r) { return take(std::move(r)); },
                 1024 * 1024});
    net::server_options options;
    options.listen = "127.0.0.1:0";
    options.connections_per_address = 10'000;
    auto made = net::server::listen(loops_, routes_, options);
    if (!made)
        throw std::runtime_error(made.error().log);
    server_ = std::move(*made);
}

sink::~sink()
{
    server_->stop(std::chrono::milliseconds(0));
    loops_.stop();
}

asio::awaitable<http::response> sink::take(http::request request)
{
    auto const answer = answer_ ? answer_(request) : http::response{.status = 202};
    if (delay_.count() > 0) {
        asio::steady_timer timer(co_await asio::this_coro::executor, delay_);
        co_await timer.async_wait(asio::use_awaitable);
    }
    std::lock_guard const lock(mutex_);
    if (answer.status >= 200 && answer.status < 300)
        bodies_.push_back(request.body);
    received_.push_back(std::move(request));
    co_return answer;
}

std::vector<http::request> sink::received() const
{
    std::lock_guard const lock(mutex_);
    return received_;
}

std::vector<std::string> sink::bodies() const
{
    std::lock_guard const lock(mutex_);
    return bodies_;
}

std::size_t sink::count() const
{
    std::lock_guard const lock(mutex_);
    return received_.size();
}

} // namespace federwerk::tests
