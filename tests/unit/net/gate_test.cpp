// SPDX-License-Identifier: AGPL-3.0-or-later
#include "net/gate.hpp"

#include "net/answer.hpp"
#include "net/forwarded.hpp"

#include <catch2/catch.hpp>

using namespace federwerk;
using boost::asio::ip::make_address;

namespace {

result<std::string> passes(std::string target, http::headers headers, unsigned version = 11)
{
    auto const path = net::check_head({version, target, headers});
    if (!path)
        return path.error();
    return std::string(*path);
}

http::headers with_host(http::headers more = {})
{
    more.add("Host", "a.test");
    return more;
}

} // namespace

TEST_CASE("a sound head passes with the path to route by", "[net][gate]")
{
    CHECK(passes("/x?y", with_host()).value() == "/x?y");
    CHECK(passes("/x", with_host({{"Transfer-Encoding", "Chunked"}})).value() == "/x");
    CHECK(passes("/x", with_host({{"Content-Length", "5"}})).value() == "/x");
    CHECK(passes("/x", with_host(), 10).value() == "/x");
    CHECK(passes("http://a.test/x?y", with_host()).value() == "/x?y");
    CHECK(passes("http://A.test", with_host()).value() == "/");
    CHECK(passes("/", {{"Host", "[::1]:8080"}}).value() == "/");
}

TEST_CASE("a head that two parsers could read differently is refused", "[net][gate]")
{
    struct row {
        std::string target;
        http::headers headers;
        unsigned version;
    };
    auto const bad = GENERATE(values<row>({
        {"/", with_host({{"Transfer-Encoding", "gzip"}}), 11},
        {"/", with_host({{"Transfer-Encoding", "gzip, chunked"}}), 11},
        {"/", with_host({{"Transfer-Encoding", "chunked, identity"}}), 11},
        {"/", with_host({{"Transfer-Encoding", "\tchunked"}}), 11},
        {"/", with_host({{"Transfer-Encoding", ""}}), 11},
        {"/", with_host({{"Transfer-Encoding", "chunked"}}), 10},
        {"/", with_host({{"Transfer-Encoding", "chunked"}, {"transfer-encoding", "chunked"}}), 11},
        {"/", with_host({{"Transfer-Encoding", "chunked"}, {"Content-Length", "5"}}), 11},
        {"/", with_host({{"Content-Length", "5"}, {"Content-Length", "5"}}), 11},
        {"/", with_host({{"Content-Length", "+5"}}), 11},
        {"/", with_host({{"Content-Length", "5, 5"}}), 11},
        {"/", with_host({{"Content-Length", ""}}), 11},
        {"/", {}, 11},
        {"/", {}, 10},
        {"/", with_host({{"Host", "a.test"}}), 11},
        {"/", {{"Host", ""}}, 11},
        {"/", {{"Host", "a.test/x"}}, 11},
        {"/", {{"Host", "a@b.test"}}, 11},
        {"/", {{"Host", "a.test, b.test"}}, 11},
        {"/", {{"Host", "a.test:99999"}}, 11},
        {"http://b.test/", with_host(), 11},
        {"http://a.test:8080/", with_host(), 11},
        {"ftp://a.test/", with_host(), 11},
        {"a.test:443", with_host(), 11},
        {"*", with_host(), 11},
        {"", with_host(), 11},
        {"/x#y", with_host(), 11},
        {"/x y", with_host(), 11},
        {"/x\ty", with_host(), 11},
        {"/x\x7f", with_host(), 11},
        {"/\xc3\xbc", with_host(), 11},
        {"/x\\y", with_host(), 11},
        {"/", with_host({{"X", "a\x01"}}), 11},
        {"/", with_host({{"X", "a\rb"}}), 11},
        {"/", with_host(), 20},
    }));
    CAPTURE(bad.target, bad.version);
    CHECK_FALSE(passes(bad.target, bad.headers, bad.version).has_value());
}

TEST_CASE("forwarding fields of strangers are removed", "[net][proxy]")
{
    http::request asked;
    asked.headers = {{"X-Forwarded-For", "9.9.9.9"}, {"X-Forwarded-Proto", "https"}, {"Accept", "*/*"}};
    net::settle_client(asked, make_address("8.8.8.8"), {"10.0.0.0/8"});
    CHECK(asked.client_address == "8.8.8.8");
    CHECK_FALSE(asked.headers.get("X-Forwarded-For"));
    CHECK_FALSE(asked.headers.get("X-Forwarded-Proto"));
    CHECK(asked.headers.get("Accept"));
}

TEST_CASE("behind trusted proxies the last stranger of the list is the client", "[net][proxy]")
{
    struct row {
        std::string list, client;
    };
    auto const [list, client] = GENERATE(values<row>({
        {"9.9.9.9", "9.9.9.9"},
        {"1.1.1.1, 9.9.9.9", "9.9.9.9"},
        {"9.9.9.9, 10.0.0.2", "9.9.9.9"},
        {"forged, 9.9.9.9,10.0.0.2", "9.9.9.9"},
        {"nonsense", "10.0.0.1"},
        {"", "10.0.0.1"},
        {"::ffff:9.9.9.9", "9.9.9.9"},
    }));
    CAPTURE(list);
    http::request asked;
    asked.headers = {{"X-Forwarded-For", list}, {"X-Forwarded-Proto", "https"}};
    net::settle_client(asked, make_address("10.0.0.1"), {"10.0.0.0/8"});
    CHECK(asked.client_address == client);
    CHECK(asked.headers.get("X-Forwarded-Proto") == "https");
}

TEST_CASE("an IPv6 network of 64 bits counts as one address", "[net][server]")
{
    CHECK(net::count_key(make_address("2001:db8::1")) == net::count_key(make_address("2001:db8::ffff:1")));
    CHECK(net::count_key(make_address("2001:db8::1")) != net::count_key(make_address("2001:db8:0:1::1")));
    CHECK(net::count_key(make_address("8.8.8.8")) != net::count_key(make_address("8.8.8.9")));
}

TEST_CASE("a field that could end the head early is not sent", "[net][answer]")
{
    std::string out;
    http::response answer{.status = 200};
    answer.headers.add("X", "a\r\nSet-Cookie: b");
    CHECK_FALSE(net::append_head(out, answer, {}));
    CHECK(out.empty());
    CHECK_FALSE(net::is_safe_field("X Y", "a"));
    CHECK_FALSE(net::is_safe_field("", "a"));
    CHECK(net::is_safe_field("X-Y", "a\tb ü"));
}
