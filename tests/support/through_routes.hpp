// SPDX-License-Identifier: AGPL-3.0-or-later
// Asks the handler of a route as the server does, without a socket.
#pragma once

#include "http/router.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>
#include <catch2/catch.hpp>

#include <string>

namespace federwerk::tests {

// Path, query and parameters are those of the request's target.
inline http::response through(http::router const& routes, http::request request)
{
    auto const mark = request.target.find('?');
    request.path = request.target.substr(0, mark);
    request.query = mark == std::string::npos ? std::string() : request.target.substr(mark + 1);
    auto const found = routes.find(request.method, request.path);
    REQUIRE(found.matched);
    request.parameters = found.parameters;
    boost::asio::io_context loop;
    auto answer =
        boost::asio::co_spawn(loop, found.matched->handle(std::move(request)), boost::asio::use_future);
    loop.run();
    return answer.get();
}

} // namespace federwerk::tests
