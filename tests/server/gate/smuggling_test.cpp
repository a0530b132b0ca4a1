// SPDX-License-Identifier: AGPL-3.0-or-later
#include "instance.hpp"

#include <catch2/catch.hpp>

using namespace federwerk;
using namespace federwerk::tests;

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
    CAPTURE(heard);
    CHECK(heard.starts_with("HTTP/1.1 400 "));
    CHECK(heard.find("HTTP/1.1 200") == std::string::npos);
    CHECK(peer.is_closed());
}
