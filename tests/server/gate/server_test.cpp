// SPDX-License-Identifier: AGPL-3.0-or-later
#include "instance.hpp"

#include <catch2/catch.hpp>

using namespace federwerk;
using namespace federwerk::tests;

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
