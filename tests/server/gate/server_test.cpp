// SPDX-License-Identifier: AGPL-3.0-or-later
#include "net/server.hpp"

#include "raw_socket.hpp"

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <catch2/catch.hpp>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>

using namespace federwerk;
using boost::asio::awaitable;
using http::method;
using tests::raw_socket;

namespace {

awaitable<http::response> hello(http::request)
{
    co_return http::response{.status = 200, .body = "hello"};
}

awaitable<http::response> echo(http::request asked)
{
    co_return http::response{.status = 200, .body = std::move(asked.body)};
}

awaitable<http::response> who(http::request asked)
{
    auto const proto = asked.headers.get("X-Forwarded-Proto").value_or("-");
    co_return http::response{.status = 200, .body = asked.client_address + ' ' + std::string(proto)};
}

awaitable<http::response> throws(http::request)
{
    throw std::runtime_error("a secret of the inside");
    co_return http::response{};
}

awaitable<http::response> splits(http::request)
{
    http::response out;
    out.headers.add("Location", "/x\r\nSet-Cookie: evil=1");
    co_return out;
}

awaitable<http::response> slow(http::request)
{
    boost::asio::steady_timer timer(co_await boost::asio::this_coro::executor,
                                    std::chrono::milliseconds(300));
    co_await timer.async_wait(boost::asio::use_awaitable);
    co_return http::response{.status = 200, .body = "slow"};
}

struct instance {
    std::string const file = "/tmp/federwerk-gate-" + std::to_string(::getpid());
    http::router routes;
    net::reactors loops{2};
    std::unique_ptr<net::server> server;

    explicit instance(net::server_options options = {})
    {
        std::ofstream(file) << std::string(200'000, 'f');
        routes.add({method::get, "/hello", hello});
        routes.add({method::post, "/echo", echo, 10'000});
        routes.add({method::get, "/who", who});
        routes.add({method::get, "/throws", throws});
        routes.add({method::get, "/splits", splits});
        routes.add({method::get, "/slow", slow});
        routes.add({method::get, "/file", [name = file](http::request) -> awaitable<http::response> {
                        co_return http::response{.status = 200, .file = name};
                    }});
        routes.add({method::get, "/no-file", [](http::request) -> awaitable<http::response> {
                        co_return http::response{.status = 200, .file = "/tmp/federwerk/nothing"};
                    }});
        options.listen = "127.0.0.1:0";
        server = net::server::listen(loops, routes, std::move(options)).value();
    }
    ~instance()
    {
        server->stop(std::chrono::milliseconds(0));
        loops.stop();
        std::filesystem::remove(file);
    }
    instance(instance const&) = delete;
    instance& operator=(instance const&) = delete;
    raw_socket connect() const { return raw_socket::to(server->port()); }
};

std::string const host = "Host: a.test\r\n";

std::string get(std::string const& target, std::string const& fields = "")
{
    return "GET " + target + " HTTP/1.1\r\n" + host + fields + "\r\n";
}

std::string const closing = "Connection: close\r\n";

} // namespace

TEST_CASE("a request is answered with its length and the safe fields", "[server][http]")
{
    instance here;
    auto peer = here.connect();
    peer.say(get("/hello", closing));
    auto const heard = peer.hear_all();
    CHECK(heard.starts_with("HTTP/1.1 200 OK\r\n"));
    for (auto const* const part :
         {"\r\nServer: Federwerk\r\n", "\r\nContent-Length: 5\r\n", "\r\nConnection: close\r\n",
          "\r\nX-Content-Type-Options: nosniff\r\n", "\r\nDate: ", "\r\n\r\nhello"})
        CHECK(heard.find(part) != std::string::npos);
}

TEST_CASE("smuggled requests are refused and the connection ends", "[server][gate]")
{
    instance here;
    std::string const smuggled = "GET /hello HTTP/1.1\r\nHost: a.test\r\n\r\n";
    std::string const bytes = GENERATE_COPY(values<std::string>({
        "POST /echo HTTP/1.1\r\n" + host + "Transfer-Encoding: gzip\r\nContent-Length: 5\r\n\r\nhello" +
            smuggled,
        "POST /echo HTTP/1.1\r\n" + host +
            "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n" + smuggled,
        "POST /echo HTTP/1.1\r\n" + host +
            "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + smuggled,
        "POST /echo HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n" + smuggled,
        "POST /echo HTTP/1.1\r\n" + host + "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n" + smuggled,
        "POST /echo HTTP/1.0\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + smuggled,
        "POST /echo HTTP/1.1\r\n" + host + "Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello" + smuggled,
        "POST /echo HTTP/1.1\r\n" + host + "Content-Length: 5\r\nContent-Length: 5\r\n\r\nhello" + smuggled,
        "POST /echo HTTP/1.1\r\n" + host + "Content-Length: -5\r\n\r\nhello" + smuggled,
        "GET /hello HTTP/1.1\r\n" + host + host + "\r\n" + smuggled,
        "GET /hello HTTP/1.1\r\n\r\n" + smuggled,
        "GET /hello HTTP/1.0\r\n\r\n" + smuggled,
        "GET /hello HTTP/1.1\r\nHost: a b\r\n\r\n" + smuggled,
        "GET /hello HTTP/1.1\nHost: a.test\n\n" + smuggled,
        "GET http://b.test/hello HTTP/1.1\r\n" + host + "\r\n" + smuggled,
        "GET /hello#x HTTP/1.1\r\n" + host + "\r\n" + smuggled,
        "GET  /hello HTTP/1.1\r\n" + host + "\r\n" + smuggled,
        "GET /hello HTTP/1.1\r\n" + host + "X: a\x01z\r\n\r\n" + smuggled,
        "CONNECT a.test:443 HTTP/1.1\r\n" + host + "\r\n" + smuggled,
        std::string("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", 15) + smuggled,
    }));
    CAPTURE(bytes);
    auto peer = here.connect();
    peer.say(bytes);
    auto const heard = peer.hear_all();
    CHECK(heard.starts_with("HTTP/1.1 400 "));
    CHECK(heard.find("HTTP/1.1 200") == std::string::npos);
    CHECK(peer.is_closed());
}

TEST_CASE("a route's body limit is applied to what arrives", "[server][limits]")
{
    instance here;
    auto peer = here.connect();
    SECTION("by its announced length, before the body")
    {
        peer.say("POST /echo HTTP/1.1\r\n" + host + "Content-Length: 20000\r\n\r\n");
        CHECK(peer.hear_all().starts_with("HTTP/1.1 413 "));
    }
    SECTION("with the body behind it")
    {
        peer.say("POST /echo HTTP/1.1\r\n" + host + "Content-Length: 20000\r\n\r\n" +
                 std::string(20'000, 'x'));
        CHECK(peer.hear_all().starts_with("HTTP/1.1 413 "));
    }
    SECTION("in one chunk")
    {
        peer.say("POST /echo HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n4e20\r\n" +
                 std::string(20'000, 'x') + "\r\n0\r\n\r\n");
        CHECK(peer.hear_all().starts_with("HTTP/1.1 413 "));
    }
    SECTION("in many chunks")
    {
        std::string body;
        for (int i = 0; i < 200; ++i)
            body += "64\r\n" + std::string(100, 'x') + "\r\n";
        peer.say("POST /echo HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n" + body +
                 "0\r\n\r\n");
        CHECK(peer.hear_all().starts_with("HTTP/1.1 413 "));
    }
    SECTION("where no body is taken")
    {
        peer.say("GET /hello HTTP/1.1\r\n" + host + "Content-Length: 1\r\n\r\nx");
        CHECK(peer.hear_all().starts_with("HTTP/1.1 413 "));
    }
}

TEST_CASE("bodies up to the limit arrive whole", "[server][limits]")
{
    instance here;
    auto peer = here.connect();
    std::string const body(10'000, 'x');
    SECTION("with a length")
    {
        peer.say("POST /echo HTTP/1.1\r\n" + host + closing + "Content-Length: 10000\r\n\r\n" + body);
    }
    SECTION("in chunks, with an extension and a trailer that is ignored")
    {
        peer.say("POST /echo HTTP/1.1\r\n" + host + closing +
                 "Transfer-Encoding: chunked\r\n\r\n2710;a=b\r\n" + body +
                 "\r\n0\r\nHost: evil.test\r\n\r\n");
    }
    SECTION("after 100 Continue")
    {
        peer.say("POST /echo HTTP/1.1\r\n" + host + closing +
                 "Expect: 100-continue\r\nContent-Length: 10000\r\n\r\n");
        CHECK(peer.hear("\r\n\r\n").starts_with("HTTP/1.1 100 Continue\r\n"));
        peer.forget();
        peer.say(body);
    }
    auto const heard = peer.hear_all();
    CHECK(heard.starts_with("HTTP/1.1 200 "));
    CHECK(heard.ends_with("\r\n\r\n" + body));
}

TEST_CASE("an endless head or chunk extension is cut off", "[server][limits]")
{
    instance here;
    auto peer = here.connect();
    SECTION("head")
    {
        peer.say("GET /hello HTTP/1.1\r\n" + host + "X: " + std::string(17'000, 'x') + "\r\n\r\n");
    }
    SECTION("extension")
    {
        peer.say("POST /echo HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n5;" +
                 std::string(70'000, 'x'));
    }
    CHECK(peer.hear_all().starts_with("HTTP/1.1 431 "));
}

TEST_CASE("requests in one packet are answered in their order", "[server][http]")
{
    instance here;
    auto peer = here.connect();
    peer.say(get("/slow") + "POST /echo HTTP/1.1\r\n" + host + "Content-Length: 3\r\n\r\none" +
             get("/nothing") + get("/hello", closing));
    auto const heard = peer.hear_all();
    auto const first = heard.find("\r\n\r\nslow"), second = heard.find("\r\n\r\none"),
               third = heard.find("404 Not Found"), last = heard.find("\r\n\r\nhello");
    CHECK(first < second);
    CHECK(second < third);
    CHECK(third < last);
    CHECK(last != std::string::npos);
    CHECK(here.server->counters().requests[2] == 3);
    CHECK(here.server->counters().requests[4] == 1);
}

TEST_CASE("HEAD has the length and no body", "[server][http]")
{
    instance here;
    auto peer = here.connect();
    peer.say("HEAD /hello HTTP/1.1\r\n" + host + "\r\nHEAD /file HTTP/1.1\r\n" + host + closing + "\r\n");
    auto const heard = peer.hear_all();
    CHECK(heard.find("\r\nContent-Length: 5\r\n") != std::string::npos);
    CHECK(heard.find("\r\nContent-Length: 200000\r\n") != std::string::npos);
    CHECK(heard.find("hello") == std::string::npos);
    CHECK(heard.ends_with("\r\n\r\n"));
}

TEST_CASE("what has no route, another method or a broken handler gets a plain answer", "[server][http]")
{
    struct row {
        std::string request, status, part;
    };
    auto const [request, status, part] = GENERATE(values<row>({
        {get("/nothing", closing), "404", "Not Found"},
        {"DELETE /hello HTTP/1.1\r\n" + host + closing + "\r\n", "405", "\r\nAllow: GET, HEAD\r\n"},
        {"BREW /hello HTTP/1.1\r\n" + host + closing + "\r\n", "405", "\r\nAllow: GET, HEAD\r\n"},
        {get("/throws", closing), "500", "Internal Server Error"},
        {get("/splits", closing), "500", "Internal Server Error"},
        {get("/no-file", closing), "404", "Not Found"},
        {"POST /echo HTTP/1.1\r\n" + host + "Content-Encoding: gzip\r\nContent-Length: 1\r\n\r\nx", "415",
         ""},
        {"POST /echo HTTP/1.1\r\n" + host + "Expect: tea\r\nContent-Length: 1\r\n\r\nx", "417", ""},
    }));
    CAPTURE(request);
    instance here;
    auto peer = here.connect();
    peer.say(request);
    auto const heard = peer.hear_all();
    CHECK(heard.starts_with("HTTP/1.1 " + status + ' '));
    CHECK(heard.find(part) != std::string::npos);
    CHECK(heard.find("secret") == std::string::npos);
    CHECK(heard.find("evil") == std::string::npos);
}

TEST_CASE("a file is streamed whole", "[server][http]")
{
    instance here;
    auto peer = here.connect();
    peer.say(get("/file", closing));
    auto const heard = peer.hear_all();
    CHECK(heard.find("\r\nContent-Length: 200000\r\n") != std::string::npos);
    CHECK(heard.ends_with(std::string(200'000, 'f')));
}

TEST_CASE("slow peers are closed by their deadlines", "[server][limits]")
{
    net::server_options options;
    options.header_deadline = options.body_deadline = options.idle_deadline = std::chrono::milliseconds(100);
    instance here(options);
    auto peer = here.connect();
    SECTION("in the middle of a head")
    {
        peer.say("GET /hello HTTP/1.1\r\nHost: a");
    }
    SECTION("in the middle of a body")
    {
        peer.say("POST /echo HTTP/1.1\r\n" + host + "Content-Length: 9\r\n\r\nx");
    }
    SECTION("before a request") {}
    CHECK(peer.is_closed());
    CHECK(here.server->counters().timed_out == 1);
}

TEST_CASE("connections are capped by address and in all", "[server][limits]")
{
    net::server_options options;
    SECTION("by address")
    {
        options.connections_per_address = 2;
        instance here(options);
        auto one = here.connect(), two = here.connect();
        one.say(get("/hello")), two.say(get("/hello"));
        CHECK(one.hear("hello").ends_with("hello"));
        CHECK(two.hear("hello").ends_with("hello"));
        auto three = here.connect();
        CHECK(three.hear_all().starts_with("HTTP/1.1 429 "));
        CHECK(here.server->counters().refused == 1);
        CHECK(here.server->counters().open == 2);
    }
    SECTION("in all")
    {
        options.connections = 1;
        instance here(options);
        auto one = here.connect();
        one.say(get("/hello"));
        CHECK(one.hear("hello").ends_with("hello"));
        auto two = here.connect();
        auto const heard = two.hear_all();
        CHECK(heard.starts_with("HTTP/1.1 503 "));
        CHECK(heard.find("\r\nRetry-After: ") != std::string::npos);
    }
}

TEST_CASE("forwarding fields count only from a trusted proxy", "[server][proxy]")
{
    net::server_options options;
    auto const asked = get("/who", "X-Forwarded-For: 9.9.9.9\r\nX-Forwarded-Proto: https\r\n" + closing);
    SECTION("from a stranger")
    {
        instance here(options);
        auto peer = here.connect();
        peer.say(asked);
        CHECK(peer.hear_all().ends_with("\r\n\r\n127.0.0.1 -"));
    }
    SECTION("from a proxy")
    {
        options.trusted_proxies = {"127.0.0.0/8"};
        instance here(options);
        auto peer = here.connect();
        peer.say(asked);
        CHECK(peer.hear_all().ends_with("\r\n\r\n9.9.9.9 https"));
    }
}

TEST_CASE("stopping finishes what is in hand and closes the rest", "[server][stop]")
{
    instance here;
    auto idle = here.connect(), busy = here.connect();
    idle.say(get("/hello"));
    CHECK(idle.hear("hello").ends_with("hello"));
    busy.say("POST /echo HTTP/1.1\r\n" + host + "Expect: 100-continue\r\nContent-Length: 2\r\n\r\n");
    CHECK(busy.hear("\r\n\r\n").starts_with("HTTP/1.1 100 "));
    busy.forget();
    std::thread stopper([&] { here.server->stop(std::chrono::seconds(10)); });
    CHECK(idle.is_closed());
    busy.say("ok");
    auto const heard = busy.hear_all();
    stopper.join();
    CHECK(heard.ends_with("\r\n\r\nok"));
    CHECK(heard.find("\r\nConnection: close\r\n") != std::string::npos);
    CHECK(here.server->counters().open == 0);
    CHECK_THROWS(here.connect());
}
