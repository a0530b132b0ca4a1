// SPDX-License-Identifier: AGPL-3.0-or-later
// A server on a port of the kernel's choice, with a handler of every kind.
#pragma once

#include "net/server.hpp"

#include "raw_socket.hpp"

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <filesystem>
#include <fstream>
#include <stdexcept>

namespace federwerk::tests {

using boost::asio::awaitable;
using http::method;

inline awaitable<http::response> hello(http::request)
{
    co_return http::response{.status = 200, .body = "hello"};
}

inline awaitable<http::response> echo(http::request asked)
{
    co_return http::response{.status = 200, .body = std::move(asked.body)};
}

inline awaitable<http::response> who(http::request asked)
{
    auto const proto = asked.headers.get("X-Forwarded-Proto").value_or("-");
    co_return http::response{.status = 200, .body = asked.client_address + ' ' + std::string(proto)};
}

inline awaitable<http::response> throws(http::request)
{
    throw std::runtime_error("a secret of the inside");
    co_return http::response{};
}

inline awaitable<http::response> splits(http::request)
{
    http::response out;
    out.headers.add("Location", "/x\r\nSet-Cookie: evil=1");
    co_return out;
}

inline awaitable<http::response> slow(http::request)
{
    boost::asio::steady_timer timer(co_await boost::asio::this_coro::executor,
                                    std::chrono::milliseconds(300));
    co_await timer.async_wait(boost::asio::use_awaitable);
    co_return http::response{.status = 200, .body = "slow"};
}

struct instance {
    std::string const file = "/tmp/federwerk-gate-" + std::to_string(::getpid());
    http::router routes;
    net::reactors loops{2};
    std::unique_ptr<net::server> server;

    explicit instance(net::server_options options = {})
    {
        std::ofstream(file) << std::string(200'000, 'f');
        routes.add({method::get, "/hello", hello});
        routes.add({method::post, "/echo", echo, 10'000});
        routes.add({method::get, "/who", who});
        routes.add({method::get, "/throws", throws});
        routes.add({method::get, "/splits", splits});
        routes.add({method::get, "/slow", slow});
        routes.add({method::get, "/file", [name = file](http::request) -> awaitable<http::response> {
                        co_return http::response{.status = 200, .file = name};
                    }});
        routes.add({method::get, "/no-file", [](http::request) -> awaitable<http::response> {
                        co_return http::response{.status = 200, .file = "/tmp/federwerk/nothing"};
                    }});
        options.listen = "127.0.0.1:0";
        server = net::server::listen(loops, routes, std::move(options)).value();
    }
    ~instance()
    {
        server->stop(std::chrono::milliseconds(0));
        loops.stop();
        std::filesystem::remove(file);
    }
    instance(instance const&) = delete;
    instance& operator=(instance const&) = delete;
    raw_socket connect() const { return raw_socket::to(server->port()); }
};

inline std::string const host = "Host: a.test\r\n";

inline std::string get(std::string const& target, std::string const& fields = "")
{
    return "GET " + target + " HTTP/1.1\r\n" + host + fields + "\r\n";
}

inline std::string const closing = "Connection: close\r\n";

} // namespace federwerk::tests
