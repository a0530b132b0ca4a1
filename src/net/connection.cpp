// SPDX-License-Identifier: AGPL-3.0-or-later
#include "net/connection.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include <sys/socket.h>

#include <cerrno>

namespace federwerk::net {

namespace asio = boost::asio;

namespace {

constexpr auto token = asio::as_tuple(asio::use_awaitable);

} // namespace

void connection::cut()
{
    boost::system::error_code ignored;
    socket.close(ignored);
}

bool connection::is_stale()
{
    char byte = 0;
    auto const count = ::recv(socket.native_handle(), &byte, 1, MSG_PEEK | MSG_DONTWAIT);
    if (count > 0)
        return !tls; // Over TLS it may be a session ticket
    return count == 0 || (errno != EAGAIN && errno != EWOULDBLOCK);
}

asio::awaitable<connection::moved> connection::read_some(asio::mutable_buffer into)
{
    if (tls) {
        auto const [error, count] = co_await tls->async_read_some(into, token);
        co_return moved{error, count};
    }
    auto const [error, count] = co_await socket.async_read_some(into, token);
    co_return moved{error, count};
}

asio::awaitable<connection::moved> connection::write(std::string const& bytes)
{
    if (tls) {
        auto const [error, count] = co_await asio::async_write(*tls, asio::buffer(bytes), token);
        co_return moved{error, count};
    }
    auto const [error, count] = co_await asio::async_write(socket, asio::buffer(bytes), token);
    co_return moved{error, count};
}

struct alarm::state {
    state(asio::any_io_executor executor, std::function<void()> c)
        : timer(std::move(executor)), cut(std::move(c))
    {
    }
    asio::steady_timer timer;
    std::function<void()> cut; // Empty: disarmed
    unsigned turn = 0;         // A wait that has already ended when the time is set anew must not ring
    bool rang = false;
};

alarm::alarm(asio::any_io_executor executor, std::function<void()> cut)
    : state_(std::make_shared<state>(std::move(executor), std::move(cut)))
{
}

alarm::~alarm()
{
    state_->cut = nullptr;
    state_->timer.cancel();
}

void alarm::set(clock::time_point when)
{
    auto const turn = ++state_->turn;
    state_->timer.expires_at(when);
    state_->timer.async_wait([s = state_, turn](boost::system::error_code error) {
        if (error || turn != s->turn || !s->cut)
            return;
        s->rang = true;
        s->cut();
    });
}

bool alarm::rang() const
{
    return state_->rang;
}

} // namespace federwerk::net
