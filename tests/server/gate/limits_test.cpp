// SPDX-License-Identifier: AGPL-3.0-or-later
#include "instance.hpp"

#include <catch2/catch.hpp>

using namespace federwerk;
using namespace federwerk::tests;

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
