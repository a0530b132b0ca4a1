// SPDX-License-Identifier: AGPL-3.0-or-later
// A connection to a peer, with or without TLS, and the alarm that bounds what is awaited on it. Only net/
// sees it.
#pragma once

#include "core/result.hpp"
#include "core/url.hpp"
#include "net/client.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/steady_timer.hpp>

#include <functional>
#include <memory>
#include <optional>

namespace federwerk::net {

using clock = std::chrono::steady_clock;

struct connection {
    explicit connection(boost::asio::any_io_executor executor) : socket(std::move(executor)) {}

    boost::asio::ip::tcp::socket socket;
    std::optional<boost::asio::ssl::stream<boost::asio::ip::tcp::socket&>> tls;

    void cut();
    bool is_stale(); // The peer has closed an idle connection, or sent what nobody asked for

    struct moved {
        boost::system::error_code error;
        std::size_t count = 0;
    };
    boost::asio::awaitable<moved> read_some(boost::asio::mutable_buffer into);
    boost::asio::awaitable<moved> write(std::string const& bytes);
};

// Calls cut when the time has come, unless it is disarmed or destroyed before.
class alarm {
public:
    alarm(boost::asio::any_io_executor executor, std::function<void()> cut);
    alarm(alarm const&) = delete;
    alarm& operator=(alarm const&) = delete;
    ~alarm();

    void set(clock::time_point when);
    bool rang() const;

private:
    struct state;
    std::shared_ptr<state> state_;
};

// Resolves the host once, filters the addresses, connects to one that was checked, and looks again at what it
// got.
boost::asio::awaitable<result<std::shared_ptr<connection>>> open_connection(client_options const& options,
                                                                            boost::asio::ssl::context& tls,
                                                                            core::url const& target,
                                                                            clock::time_point until);

} // namespace federwerk::net
