// SPDX-License-Identifier: AGPL-3.0-or-later
#include "desk.hpp"

#include <catch2/catch.hpp>

using namespace federwerk;
using namespace federwerk::tests;
using http::method;

TEST_CASE("a request carries what it should and its answer comes back", "[server][client]")
{
    std::string heard;
    scripted_peer peer([&](raw_socket& guest) {
        heard = guest.hear("body");
        guest.say("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 202 Accepted\r\nX: 1\r\nX: 2\r\nContent-Length: "
                  "2\r\n\r\nok");
    });
    desk here(dev());
    http::outgoing request{.method = method::post, .target = core::url::parse(at(peer, "/x?y=1#z")).value()};
    request.headers = {{"Content-Type", "text/plain"}, {"Host", "evil.test"}, {"Content-Length", "9999"}};
    request.body = "body";
    auto const answer = here.send(std::move(request));
    REQUIRE(answer.has_value());
    CHECK(answer->status == 202);
    CHECK(answer->headers.count("x") == 2);
    CHECK(answer->body == "ok");
    CHECK(
        heard.starts_with("POST /x?y=1 HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(peer.port()) + "\r\n"));
    for (auto const* const part :
         {"\r\nUser-Agent: Federwerk/test (+https://a.test)\r\n", "\r\nContent-Length: 4\r\n",
          "\r\nAccept-Encoding: identity\r\n", "\r\nContent-Type: text/plain\r\n"})
        CHECK(heard.find(part) != std::string::npos);
    CHECK(heard.find("evil") == std::string::npos);
    CHECK(heard.find("9999") == std::string::npos);
}

TEST_CASE("connections are used again", "[server][client]")
{
    scripted_peer peer(always(ok));
    desk here(dev());
    for (int i = 0; i < 5; ++i)
        CHECK(here.get(at(peer))->body == "ok");
    CHECK(peer.connections == 1);
}

TEST_CASE("a connection that died while idle is replaced without a failure", "[server][client]")
{
    scripted_peer peer([](raw_socket& guest) {
        guest.hear("\r\n\r\n");
        guest.say(ok); // And closes
    });
    desk here(dev());
    for (int i = 0; i < 3; ++i)
        CHECK(here.get(at(peer))->body == "ok");
    CHECK(peer.connections == 3);
}

TEST_CASE("a connection that dies under a request is tried once more", "[server][client]")
{
    std::atomic<int> turn = 0;
    scripted_peer peer([&](raw_socket& guest) {
        guest.hear("\r\n\r\n");
        guest.say(ok);
        guest.forget();
        if (turn++ == 0)
            guest.hear("\r\n\r\n"); // The second request is read, then the connection ends without a byte
    });
    desk here(dev());
    CHECK(here.get(at(peer))->body == "ok");
    CHECK(here.get(at(peer))->body == "ok");
    CHECK(peer.connections == 2);
}

TEST_CASE("a fresh connection that fails is not tried again", "[server][client]")
{
    scripted_peer peer([](raw_socket& guest) { guest.hear("\r\n\r\n"); });
    desk here(dev());
    CHECK(code_of(here.get(at(peer))) == errc::unavailable);
    CHECK(peer.connections == 1);
}

TEST_CASE("a redirect is an answer like others", "[server][client]")
{
    scripted_peer peer(
        always("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1/\r\nContent-Length: 0\r\n\r\n"));
    desk here(dev());
    auto const answer = here.get(at(peer));
    REQUIRE(answer.has_value());
    CHECK(answer->status == 302);
    CHECK(answer->headers.get("location") == "http://127.0.0.1/");
    CHECK(peer.connections == 1);
}

TEST_CASE("a body without a length ends with the connection", "[server][client]")
{
    scripted_peer peer([](raw_socket& guest) {
        guest.hear("\r\n\r\n");
        guest.say("HTTP/1.0 200 OK\r\n\r\nuntil the end");
    });
    desk here(dev());
    CHECK(here.get(at(peer))->body == "until the end");
}

TEST_CASE("nobody listening is unavailable", "[server][client]")
{
    std::uint16_t port = 0;
    {
        scripted_peer gone(always(ok));
        port = gone.port();
    }
    desk here(dev());
    CHECK(code_of(here.get("http://127.0.0.1:" + std::to_string(port) + "/")) == errc::unavailable);
}
