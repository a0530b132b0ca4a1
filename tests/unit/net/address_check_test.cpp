// SPDX-License-Identifier: AGPL-3.0-or-later
#include "net/address_check.hpp"

#include <catch2/catch.hpp>

using namespace federwerk;
using boost::asio::ip::make_address;
using net::loopback;

TEST_CASE("addresses that are not of the public network are refused", "[net][ssrf]")
{
    std::string const text = GENERATE(values<std::string>({
        "127.0.0.1",
        "127.255.255.254",
        "0.0.0.0",
        "0.1.2.3",
        "10.0.0.1",
        "10.255.255.255",
        "100.64.0.1",
        "100.127.255.255",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.1",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.0.1",
        "198.18.0.1",
        "198.19.255.255",
        "198.51.100.1",
        "203.0.113.1",
        "224.0.0.1",
        "239.1.1.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::ffff:169.254.169.254",
        "::127.0.0.1",
        "::8.8.8.8",
        "64:ff9b::7f00:1",
        "64:ff9b::808:808",
        "64:ff9b:1::1",
        "100::1",
        "2001::1",
        "2001:0:4136:e378:8000:63bf:3fff:fdd2",
        "2001:10::1",
        "2001:1ff::1",
        "2001:db8::1",
        "2002:7f00:1::",
        "2002:808:808::1",
        "2620:4f:8000::1",
        "3fff::1",
        "fc00::1",
        "fd12:3456::1",
        "fe80::1",
        "fec0::1",
        "ff02::1",
        "4000::1",
        "5f00::1",
    }));
    CAPTURE(text);
    CHECK_FALSE(net::connectable(make_address(text), loopback::refused));
}

TEST_CASE("public addresses are allowed, mapped ones in their plain form", "[net][ssrf]")
{
    struct row {
        std::string given, plain;
    };
    auto const [given, plain] = GENERATE(values<row>({
        {"8.8.8.8", "8.8.8.8"},
        {"::ffff:8.8.8.8", "8.8.8.8"},
        {"100.63.255.255", "100.63.255.255"},
        {"172.32.0.1", "172.32.0.1"},
        {"198.20.0.1", "198.20.0.1"},
        {"223.255.255.255", "223.255.255.255"},
        {"2001:4860:4860::8888", "2001:4860:4860::8888"},
        {"2a01:4f8::1", "2a01:4f8::1"},
    }));
    CAPTURE(given);
    auto const out = net::connectable(make_address(given), loopback::refused);
    REQUIRE(out);
    CHECK(out->to_string() == plain);
}

TEST_CASE("under --dev loopback is allowed, and nothing else", "[net][ssrf]")
{
    for (auto const* const text : {"127.0.0.1", "127.9.9.9", "::1", "::ffff:127.0.0.1"})
        CHECK(net::connectable(make_address(text), loopback::allowed));
    for (auto const* const text : {"10.0.0.1", "0.0.0.0", "::", "fe80::1", "169.254.169.254", "192.168.1.1"})
        CHECK_FALSE(net::connectable(make_address(text), loopback::allowed));
}

TEST_CASE("networks contain their addresses", "[net][proxy]")
{
    CHECK(net::is_within(make_address("10.1.2.3"), "10.0.0.0/8"));
    CHECK_FALSE(net::is_within(make_address("11.1.2.3"), "10.0.0.0/8"));
    CHECK(net::is_within(make_address("10.1.2.3"), "10.1.2.3"));
    CHECK(net::is_within(make_address("2001:db8::7"), "2001:db8::/32"));
    CHECK_FALSE(net::is_within(make_address("10.1.2.3"), "2001:db8::/32"));
    CHECK_FALSE(net::is_within(make_address("10.1.2.3"), "ten"));
    CHECK_FALSE(net::is_within(make_address("10.1.2.3"), "10.0.0.0/99"));
}
