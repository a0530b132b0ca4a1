// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/url.hpp"

#include <catch2/catch.hpp>

using namespace federwerk;
using core::url;

TEST_CASE("an address is taken apart and its host normalised", "[core][url]")
{
    struct row {
        std::string given, text, authority, target, fragment;
    };
    auto const [given, text, authority, target, fragment] = GENERATE(values<row>({
        {"https://a.test", "https://a.test", "a.test", "/", ""},
        {"HTTPS://A.Test/x?y=1#z", "https://a.test/x?y=1#z", "a.test", "/x?y=1", "z"},
        {"https://a.test?x", "https://a.test?x", "a.test", "/?x", ""},
        {"https://a.test:443/", "https://a.test:443/", "a.test", "/", ""},
        {"http://a.test:8080/x", "http://a.test:8080/x", "a.test:8080", "/x", ""},
        {"https://bücher.example/%7Ea", "https://xn--bcher-kva.example/%7Ea", "xn--bcher-kva.example",
         "/%7Ea", ""},
        {"https://faß.example/", "https://xn--fa-hia.example/", "xn--fa-hia.example", "/", ""},
        {"https://[2001:DB8::0:1]:8443/", "https://[2001:db8::1]:8443/", "[2001:db8::1]:8443", "/", ""},
        {"http://127.0.0.1/", "http://127.0.0.1/", "127.0.0.1", "/", ""},
        {"https://r3---x.example/", "https://r3---x.example/", "r3---x.example", "/", ""},
        {"https://a.test/@bo", "https://a.test/@bo", "a.test", "/@bo", ""},
    }));
    CAPTURE(given);
    auto const parsed = url::parse(given);
    REQUIRE(parsed.has_value());
    CHECK(parsed->text() == text);
    CHECK(parsed->authority() == authority);
    CHECK(parsed->target() == target);
    CHECK(parsed->fragment() == fragment);
    CHECK(parsed->origin() == parsed->scheme() + "://" + authority);
    CHECK(url::parse(parsed->text()).value().text() == text);
}

TEST_CASE("an address that parsers could read differently is refused", "[core][url]")
{
    std::string const given = GENERATE(values<std::string>({
        "",
        "a.test/x",
        "//a.test/x",
        "https:/a.test",
        "ftp://a.test/",
        "file:///etc/passwd",
        "javascript://a.test/",
        "https://",
        "https:///x",
        "https://bo@a.test/",
        "https://bo:secret@a.test/",
        "https://a.test\\@b.test/",
        "https://a.test/x\\y",
        "https://a.test/x y",
        "https://a.test/\tx",
        "https://a.test/x\r\nX: 1",
        "https://a.test/ü",
        "https://a.test/%zz",
        "https://a.test:0/",
        "https://a.test:65536/",
        "https://a.test:/",
        "https://a.test:8o/",
        "https://a..test/",
        "https://a.test./",
        "https://.a.test/",
        "https://a_b.test/",
        "https://ex%61mple.test/",
        "https://xn--a.test/",
        "https://[::1/",
        "https://[fe80::1%25eth0]/",
        "https://::1/",
        "https://127.1/",
        "https://2130706433/",
        "https://0x7f.0.0.1/",
        "https://0177.0.0.1/",
        "https://127.0.0.256/",
    }));
    CAPTURE(given);
    CHECK_FALSE(url::parse(given).has_value());
}

TEST_CASE("a long address is refused", "[core][url]")
{
    CHECK(url::parse("https://a.test/" + std::string(2048 - 15, 'x')).has_value());
    CHECK_FALSE(url::parse("https://a.test/" + std::string(2049 - 15, 'x')).has_value());
    CHECK_FALSE(url::parse("https://" + std::string(64, 'a') + ".test/").has_value());
}

TEST_CASE("an address without its fragment is another address", "[core][url]")
{
    auto const parsed = url::parse("https://a.test/x#key").value();
    CHECK(parsed.without_fragment().text() == "https://a.test/x");
    CHECK(parsed.without_fragment().fragment().empty());
    CHECK_FALSE((parsed.without_fragment() == parsed));
}

TEST_CASE("authorities are compared in their normal form", "[core][url]")
{
    CHECK(core::normalise_authority("A.Test:443").value() == "a.test");
    CHECK(core::normalise_authority("localhost:8080").value() == "localhost:8080");
    CHECK(core::normalise_authority("[::0001]:80").value() == "[::1]:80");
    CHECK_FALSE(core::normalise_authority("a.test/x").has_value());
    CHECK_FALSE(core::normalise_authority("a@b.test").has_value());
    CHECK_FALSE(core::normalise_authority("").has_value());
    CHECK_FALSE(core::normalise_authority("::1").has_value());
}

TEST_CASE("percent escapes go both ways", "[core][url]")
{
    CHECK(core::percent_encode("a b/ü~") == "a%20b%2F%C3%BC~");
    CHECK(core::percent_decode("a%20b%2f%C3%BC~").value() == "a b/ü~");
    CHECK(core::percent_decode("%41").value() == "A");
    CHECK_FALSE(core::percent_decode("%").has_value());
    CHECK_FALSE(core::percent_decode("%4").has_value());
    CHECK_FALSE(core::percent_decode("%g1").has_value());
    CHECK_FALSE(core::percent_decode("%00").has_value());
}

TEST_CASE("a query's values are found by name and decoded", "[core][url]")
{
    CHECK(core::query_value("a=1&b=x+y%21&a=2", "b") == "x y!");
    CHECK(core::query_values("a=1&b=2&a=3", "a") == std::vector<std::string>{"1", "3"});
    CHECK(core::query_value("flag&x=1", "flag") == "");
    CHECK(core::query_value("id%5B%5D=7", "id[]") == "7");
    CHECK_FALSE(core::query_value("a=1", "b"));
    CHECK_FALSE(core::query_value("", "b"));
}
