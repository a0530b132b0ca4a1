// SPDX-License-Identifier: AGPL-3.0-or-later
#include "desk.hpp"

#include <catch2/catch.hpp>

using namespace federwerk;
using namespace federwerk::tests;

TEST_CASE("a peer that drips is left at the deadline", "[server][client][limits]")
{
    std::string const beginning =
        GENERATE(values<std::string>({"", "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n"}));
    scripted_peer peer([&](raw_socket& guest) {
        guest.hear("\r\n\r\n");
        guest.say(beginning);
        while (guest.say("H"))
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
    });
    desk here(dev());
    http::outgoing request{.target = core::url::parse(at(peer)).value()};
    request.deadline = std::chrono::milliseconds(300);
    auto const begin = std::chrono::steady_clock::now();
    CHECK(code_of(here.send(std::move(request))) == errc::unavailable);
    CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(5));
    CHECK(peer.connections == 1);
}

TEST_CASE("an answer over the limit is refused", "[server][client][limits]")
{
    std::string const head = GENERATE(values<std::string>({
        "HTTP/1.1 200 OK\r\nContent-Length: 200000\r\n\r\n",
        "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n30d40\r\n",
    }));
    scripted_peer peer([&](raw_socket& guest) {
        guest.hear("\r\n\r\n");
        guest.say(head + std::string(200'000, 'x'));
    });
    desk here(dev());
    http::outgoing request{.target = core::url::parse(at(peer)).value()};
    request.body_limit = 100'000;
    CHECK(code_of(here.send(std::move(request))) == errc::too_large);
}

TEST_CASE("an answer that cannot be read soundly is refused", "[server][client]")
{
    std::string const bytes = GENERATE(values<std::string>({
        "SSH-2.0-x\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\nContent-Length: 2\r\n\r\nok",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 2\r\n\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nok",
        "HTTP/1.1 101 Switching Protocols\r\n\r\n",
        "HTTP/1.1 200 OK\r\nX: ",
    }));
    CAPTURE(bytes);
    scripted_peer peer([&](raw_socket& guest) {
        guest.hear("\r\n\r\n");
        guest.say(bytes);
    });
    desk here(dev());
    CHECK(code_of(here.get(at(peer))) == errc::unavailable);
}
