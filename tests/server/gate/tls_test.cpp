// SPDX-License-Identifier: AGPL-3.0-or-later
#include "net/server.hpp"

#include "desk.hpp"
#include "support/certificates.hpp"

#include <catch2/catch.hpp>

using namespace federwerk;
using namespace federwerk::tests;
using boost::asio::awaitable;
using http::method;

TEST_CASE("over TLS the authority and the name are checked", "[server][client][tls]")
{
    tests::certificates const papers("good.test");
    http::router routes;
    routes.add({method::get, "/", [](http::request) -> awaitable<http::response> {
                    co_return http::response{.status = 200, .body = std::string(50'000, 's')};
                }});
    net::reactors loops(1);
    net::server_options at_port{
        .listen = "127.0.0.1:0", .certificate = papers.certificate(), .key = papers.key()};
    auto const server = net::server::listen(loops, routes, at_port).value();
    auto options = dev();
    options.hosts = {{"good.test", "127.0.0.1"}, {"wrong.test", "127.0.0.1"}};
    auto const port = ':' + std::to_string(server->port()) + '/';
    SECTION("the right name with a known authority")
    {
        options.extra_ca = papers.authority();
        desk here(options);
        CHECK(here.get("https://good.test" + port)->body.size() == 50'000);
        CHECK(here.get("https://good.test" + port)->body.size() == 50'000);
        CHECK(server->counters().accepted == 1);
    }
    SECTION("another name")
    {
        options.extra_ca = papers.authority();
        desk here(options);
        CHECK(code_of(here.get("https://wrong.test" + port)) == errc::unreachable);
        CHECK(code_of(here.get("https://127.0.0.1" + port)) == errc::unreachable);
    }
    SECTION("an unknown authority")
    {
        desk here(options);
        CHECK(code_of(here.get("https://good.test" + port)) == errc::unreachable);
    }
    SECTION("plain http to a TLS port")
    {
        options.extra_ca = papers.authority();
        desk here(options);
        CHECK_FALSE(here.get("http://good.test" + port).has_value());
    }
    server->stop(std::chrono::seconds(1));
}

TEST_CASE("a certificate that is not there stops the start", "[server][tls]")
{
    http::router const routes;
    net::reactors loops(1);
    net::server_options options{
        .listen = "127.0.0.1:0", .certificate = "/nothing.pem", .key = "/nothing.key"};
    CHECK_FALSE(net::server::listen(loops, routes, options).has_value());
}
