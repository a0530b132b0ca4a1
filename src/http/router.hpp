// SPDX-License-Identifier: AGPL-3.0-or-later
// The table of all routes: a line each, so that the whole surface is read at one glance. Authorisation lives
// in it.
#pragma once

#include "http/message.hpp"

#include <boost/asio/awaitable.hpp>

#include <functional>
#include <string>
#include <vector>

namespace federwerk::http {

using handler = std::function<boost::asio::awaitable<response>(request)>;

struct route {
    http::method method;
    std::string
        pattern; // "/ap/actors/{id}", "/@{handle}"; a parameter ends at "/" or at the segment's literal tail
    http::handler handle;
    std::size_t body_limit = 0; // Bytes; 0: no body is taken
};

class router {
public:
    void add(route r);
    void add(std::vector<route> routes);

    struct found {
        route const* matched = nullptr; // Null: 404, or 405 where allowed is not empty
        std::map<std::string, std::string, std::less<>> parameters;
        std::vector<method> allowed;
    };
    // Literal segments win over parameters. HEAD finds GET. A path with an empty segment, "." or ".." matches
    // nothing.
    found find(method m, std::string_view path) const;

    std::vector<route> const& routes() const { return routes_; }

private:
    std::vector<route> routes_;
};

} // namespace federwerk::http
