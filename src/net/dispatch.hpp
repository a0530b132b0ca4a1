// SPDX-License-Identifier: AGPL-3.0-or-later
// From a sound head to its route, and from the whole request to an answer, whatever the handler does.
#pragma once

#include "http/router.hpp"
#include "net/server.hpp"

#include <boost/asio/awaitable.hpp>

#include <optional>

namespace federwerk::net {

struct destination {
    http::route const* route = nullptr;
    std::optional<http::response> refusal; // 404, 405, 413, 415, 417: before the body is read
};

http::response refusal(refusal_words const& words, unsigned status, std::string_view target);

// Fills in the request's path, query and parameters.
destination find_destination(http::router const& routes, refusal_words const& words, http::request& request,
                             std::string_view path_and_query);

// An exception is a bug: logged, answered with 500.
boost::asio::awaitable<http::response> handle(http::route const& route, refusal_words const& words,
                                              http::request request);

} // namespace federwerk::net
