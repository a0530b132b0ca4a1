// SPDX-License-Identifier: AGPL-3.0-or-later
// The one way out of the process. net/client.cpp is its only implementation; tests script the world beyond
// the socket.
#pragma once

#include "core/url.hpp"
#include "http/message.hpp"

#include <boost/asio/awaitable.hpp>

#include <chrono>

namespace federwerk::http {

struct outgoing {
    http::method method = method::get;
    core::url target;
    http::headers headers; // Host, Content-Length, User-Agent and Accept-Encoding are the client's
    std::string body;
    std::chrono::milliseconds deadline{20'000}; // Of the whole exchange, connecting included
    std::size_t body_limit = 1024 * 1024;       // Of the answer
};

class client {
public:
    virtual ~client() = default;

    // One exchange; redirects are answers like others. Any status is a value.
    // errc::forbidden: the address or scheme is refused (SSRF guard). errc::unreachable: there is no such
    // name, or TLS fails: the certificate above all. errc::unavailable: the network, the deadline, a resolver
    // that asks for patience. errc::too_large: the answer is over the limit.
    virtual boost::asio::awaitable<result<response>> send(outgoing request) = 0;
};

} // namespace federwerk::http
