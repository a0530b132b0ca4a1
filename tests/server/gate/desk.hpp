// SPDX-License-Identifier: AGPL-3.0-or-later
// The outbound client on a loop of its own, and what scripted peers say to it.
#pragma once

#include "net/client.hpp"

#include "raw_socket.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <catch2/catch.hpp>

namespace federwerk::tests {

using outcome = result<http::response>;

// A client on a loop of its own; each exchange runs to its end on this thread.
struct desk {
    boost::asio::io_context loop;
    std::unique_ptr<net::client> client;

    explicit desk(net::client_options options) : client(net::client::make(std::move(options)).value()) {}

    outcome send(http::outgoing request)
    {
        std::optional<outcome> out;
        boost::asio::co_spawn(loop, client->send(std::move(request)),
                              [&](std::exception_ptr error, outcome answer) {
                                  if (error)
                                      std::rethrow_exception(error);
                                  out.emplace(std::move(answer));
                              });
        loop.restart();
        loop.run();
        return std::move(*out);
    }
    outcome get(std::string const& url) { return send({.target = core::url::parse(url).value()}); }
};

inline net::client_options dev()
{
    net::client_options out;
    out.dev = true;
    out.user_agent = "Federwerk/test (+https://a.test)";
    return out;
}

inline std::string at(scripted_peer const& peer, std::string const& path = "/x")
{
    return "http://127.0.0.1:" + std::to_string(peer.port()) + path;
}

// Says the same to every request that comes on a connection.
inline auto always(std::string answer)
{
    return [answer = std::move(answer)](raw_socket& guest) {
        while (guest.hear("\r\n\r\n").find("\r\n\r\n") != std::string::npos) {
            guest.forget();
            guest.say(answer);
        }
    };
}

inline std::string const ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

inline errc code_of(outcome const& answer)
{
    REQUIRE_FALSE(answer.has_value());
    return answer.error().code;
}

} // namespace federwerk::tests
