// SPDX-License-Identifier: AGPL-3.0-or-later
#include "http/router.hpp"

#include <catch2/catch.hpp>

#include <stdexcept>

using namespace federwerk;
using http::method;

namespace {

http::router world()
{
    http::router out;
    for (auto const* const pattern :
         {"/", "/badges/{slug}", "/badges/new", "/@{handle}", "/@{handle}.rss", "/@{handle}/{id}",
          "/ap/actors/{id}", "/.well-known/webfinger", "/assets/{path*}"})
        out.add({method::get, pattern, nullptr});
    out.add({method::post, "/badges/{slug}", nullptr, 100});
    out.add({method::post, "/ap/inbox", nullptr, 100});
    return out;
}

} // namespace

TEST_CASE("a path finds its route and parameters", "[http][router]")
{
    struct row {
        method how;
        std::string path, pattern;
        std::map<std::string, std::string, std::less<>> parameters;
    };
    auto const [how, path, pattern, parameters] = GENERATE(values<row>({
        {method::get, "/", "/", {}},
        {method::head, "/", "/", {}},
        {method::get, "/badges/rust", "/badges/{slug}", {{"slug", "rust"}}},
        {method::get, "/badges/new", "/badges/new", {}},
        {method::post, "/badges/new", "/badges/{slug}", {{"slug", "new"}}},
        {method::get, "/@alice", "/@{handle}", {{"handle", "alice"}}},
        {method::get, "/%40alice", "/@{handle}", {{"handle", "alice"}}},
        {method::get, "/@bo@b.test", "/@{handle}", {{"handle", "bo@b.test"}}},
        {method::get, "/@alice.rss", "/@{handle}.rss", {{"handle", "alice"}}},
        {method::get, "/@alice/7", "/@{handle}/{id}", {{"handle", "alice"}, {"id", "7"}}},
        {method::get, "/badges/c%2B%2B%20x", "/badges/{slug}", {{"slug", "c++ x"}}},
        {method::get, "/.well-known/webfinger", "/.well-known/webfinger", {}},
        {method::get, "/assets/a/b.css", "/assets/{path*}", {{"path", "a/b.css"}}},
    }));
    CAPTURE(path);
    auto const table = world();
    auto const found = table.find(how, path);
    REQUIRE(found.matched);
    CHECK(found.matched->pattern == pattern);
    CHECK(found.parameters == parameters);
}

TEST_CASE("a path that hides something matches nothing", "[http][router]")
{
    std::string const path = GENERATE(values<std::string>({
        "",
        "x",
        "//",
        "/badges/",
        "/badges//",
        "/badges",
        "/badges/.",
        "/badges/..",
        "/badges/%2e%2e",
        "/assets/../x",
        "/assets/a%2Fb",
        "/badges/%00",
        "/badges/%zz",
        "/@",
        "/assets",
        "/assets/",
        "/nothing/here",
    }));
    CAPTURE(path);
    auto const table = world();
    auto const found = table.find(method::get, path);
    CHECK_FALSE(found.matched);
    CHECK(found.allowed.empty());
}

TEST_CASE("a path with another method says what is allowed", "[http][router]")
{
    auto const table = world();
    auto const found = table.find(method::delete_, "/badges/rust");
    CHECK_FALSE(found.matched);
    CHECK(found.allowed == std::vector{method::get, method::post});
}

TEST_CASE("a table that contradicts itself is refused at start", "[http][router]")
{
    auto table = world();
    CHECK_THROWS_AS(table.add({method::get, "/badges/new", nullptr}), std::logic_error);
    CHECK_THROWS_AS(table.add({method::get, "badges", nullptr}), std::logic_error);
    CHECK_THROWS_AS(table.add({method::get, "/x/{y", nullptr}), std::logic_error);
    CHECK_THROWS_AS(table.add({method::get, "/x/{a*}/b", nullptr}), std::logic_error);
}
