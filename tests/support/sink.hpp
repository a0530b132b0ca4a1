// SPDX-License-Identifier: AGPL-3.0-or-later
// A server that takes deliveries and remembers them, on a port of its own: http://127.0.0.1:PORT.
#pragma once

#include "net/server.hpp"

#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace federwerk::tests {

class sink {
public:
    using judge = std::function<http::response(http::request const&)>;

    explicit sink(judge answer = {}, std::chrono::milliseconds delay = {});
    ~sink();

    std::string origin() const { return "http://127.0.0.1:" + std::to_string(server_->port()); }
    std::vector<http::request> received() const; // In the order of their coming, refused ones too
    std::vector<std::string> bodies() const;     // Of those that were answered 2xx
    std::size_t count() const;

private:
    boost::asio::awaitable<http::response> take(http::request request);

    judge answer_;
    std::chrono::milliseconds delay_;
    mutable std::mutex mutex_;
    std::vector<http::request> received_;
    std::vector<std::string> bodies_;
    http::router routes_;
    net::reactors loops_{1};
    std::unique_ptr<net::server> server_;
};

} // namespace federwerk::tests
