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
    // "/ap/actors/{id}", "/@{handle}"; a parameter ends at "/" or at the segment's literal tail. A last
    // segment
    // "{path*}" takes one or more segments.
    std::string pattern;
    http::handler handle;
    std::size_t body_limit = 0; // Bytes; 0: no body is taken
};

class router {
public:
    void add(route r); // Throws std::logic_error at start for a pattern that cannot be read, or that is there
                       // twice
    void add(std::vector<route> routes);

    struct found {
        route const* matched = nullptr; // Null: 404, or 405 where allowed is not empty
        std::map<std::string, std::string, std::less<>> parameters;
        std::vector<method> allowed;
    };
    // Literal segments win over parameters. HEAD finds GET. A path with an empty segment, "." or ".." matches
    // nothing; so does one that hides a slash, NUL or dots behind percent escapes.
    found find(method m, std::string_view path) const;

    std::vector<route> const& routes() const { return routes_; }

private:
    struct segment {
        std::string head, name,
            tail; // "@{handle}.rss": "@", "handle", ".rss". Without a name: a literal in head
        bool rest = false;
    };
    struct pattern {
        std::size_t route;
        std::vector<segment> segments;
    };
    using words = std::vector<std::string>;

    static std::vector<segment> compile(std::string_view text);
    static bool before(pattern const& a, pattern const& b);
    static bool matches(pattern const& p, words const& path);
    static void collect(pattern const& p, words const& path, found& into);

    std::vector<route> routes_;
    std::vector<pattern> patterns_; // The most literal first
};

} // namespace federwerk::http
