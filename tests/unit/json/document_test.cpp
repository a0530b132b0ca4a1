// SPDX-License-Identifier: AGPL-3.0-or-later
#include "json/document.hpp"

#include <catch2/catch.hpp>

using namespace federwerk;
using json::document;

namespace {

std::string repeat(std::string_view text, std::size_t times)
{
    std::string out;
    for (std::size_t i = 0; i < times; ++i)
        out += text;
    return out;
}

std::string nested(std::size_t depth)
{
    return repeat("[", depth) + repeat("]", depth);
}

std::string many_keys(std::size_t count)
{
    std::string out = "{";
    for (std::size_t i = 0; i < count; ++i)
        out += (i ? ",\"k" : "\"k") + std::to_string(i) + "\":1";
    return out + "}";
}

} // namespace

// Hardening T-40.
TEST_CASE("hostile JSON is refused and the process lives", "[json][limits]")
{
    struct row {
        std::string name, text;
        errc expected;
    };
    auto const [name, text, expected] = GENERATE(values<row>({
        {"a million brackets", repeat("[", 1'000'000), errc::too_large},
        {"a hundred thousand objects", repeat("{\"a\":", 100'000), errc::too_large},
        {"65 levels", nested(65), errc::too_large},
        {"a hundred thousand keys", many_keys(100'000), errc::too_large},
        {"10,001 values", "[" + repeat("1,", 9'999) + "1]", errc::too_large},
        {"more than a megabyte", "\"" + repeat("x", 1024 * 1024) + "\"", errc::too_large},
        {"a string over its limit", "\"" + repeat("x", 256 * 1024 + 1) + "\"", errc::too_large},
        {"a name over its limit", "{\"" + repeat("x", 256 * 1024 + 1) + "\":1}", errc::too_large},
        {"a name twice", R"({"id":"a","type":"b","id":"c"})", errc::malformed},
        {"a name twice by an escape", R"({"id":"a","\u0069d":"c"})", errc::malformed},
        {"a name twice below", R"([{"x":{"a":1,"a":2}}])", errc::malformed},
        {"NUL as an escape", R"({"a":"x\u0000y"})", errc::malformed},
        {"NUL as an escape in a name", R"({"x\u0000":1})", errc::malformed},
        {"NUL as a byte", std::string("{\"a\":\"x\0y\"}", 11), errc::malformed},
        {"NUL behind the text", std::string("{}\0", 3), errc::malformed},
        {"a lone high surrogate", R"(["\ud800"])", errc::malformed},
        {"a high surrogate before a letter", R"(["\ud800\u0041"])", errc::malformed},
        {"a lone low surrogate", R"(["\udc00"])", errc::malformed},
        {"a surrogate in UTF-8", "[\"\xED\xA0\x80\"]", errc::malformed},
        {"an overlong sequence", "[\"\xC0\xAF\"]", errc::malformed},
        {"a cut sequence", "[\"\xE2\x82\"]", errc::malformed},
        {"an exponent of 400", "[1e400]", errc::malformed},
        {"an exponent of four digits", "[1e-0001]", errc::malformed},
        {"an exponent of 400 digits", "[1e" + repeat("9", 400) + "]", errc::malformed},
        {"a negative exponent of 400 digits", "[1.5E-" + repeat("9", 400) + "]", errc::malformed},
        {"a long exponent behind an escaped quote", R"(["\"",1e1234])", errc::malformed},
        {"a whole number of 400 digits", "[" + repeat("9", 400) + "]", errc::malformed},
        {"a byte order mark", "\xEF\xBB\xBF{}", errc::malformed},
        {"trailing text", "{} x", errc::malformed},
        {"two documents", "{}{}", errc::malformed},
        {"nothing", "", errc::malformed},
        {"white space", " \n", errc::malformed},
        {"an open string", "\"abc", errc::malformed},
        {"an open escape", "\"abc\\", errc::malformed},
        {"a trailing comma", "[1,]", errc::malformed},
        {"a comment", "[1/*x*/]", errc::malformed},
        {"NaN", "[NaN]", errc::malformed},
        {"a leading zero", "[01]", errc::malformed},
        {"a control character", "[\"a\nb\"]", errc::malformed},
    }));
    CAPTURE(name);
    auto const parsed = document::parse(text);
    REQUIRE(parsed.has_error());
    CHECK(parsed.error().code == expected);
    CHECK_FALSE(parsed.error().safe.empty());
}

TEST_CASE("what is at the limit is accepted", "[json][limits]")
{
    auto const text = GENERATE(as<std::string>{}, nested(64), "[" + repeat("1,", 9'998) + "1]",
                               "\"" + repeat("x", 256 * 1024) + "\"", "[1e308,1E-300,-0,0.1e-0]",
                               R"(["1e12345 is only a text","e99999"])", " {} \n");
    CHECK(document::parse(text).has_value());
}

TEST_CASE("limits can be narrower than the default", "[json][limits]")
{
    CHECK(document::parse("[1,2,3]", {.nodes = 4}).has_value());
    CHECK(document::parse("[1,2,3]", {.nodes = 3}).has_error());
    CHECK(document::parse("[[1]]", {.depth = 1}).has_error());
    CHECK(document::parse("[\"abcd\"]", {.string_bytes = 3}).has_error());
    CHECK(document::parse("[1]", {.bytes = 2}).has_error());
}

TEST_CASE("a view reads each kind and never throws", "[json][view]")
{
    auto const parsed = document::parse(
        R"({"text":"é\ud83d\ude00","number":-7,"real":1.5,"whole":800.0,"yes":true,"none":null,
            "list":["a","b"],"object":{"x":1},"large":18446744073709551615})");
    REQUIRE(parsed.has_value());
    auto const root = parsed->root();
    CHECK(root["text"].text() == "é😀");
    CHECK(root["number"].integer() == -7);
    CHECK(root["number"].number() == -7.0);
    CHECK_FALSE(root["real"].integer());
    CHECK(root["real"].number() == 1.5);
    CHECK(root["whole"].integer() == 800);
    CHECK_FALSE(root["large"].integer());
    CHECK(root["yes"].boolean() == true);
    CHECK(root["none"].is_null());
    CHECK_FALSE(root["none"].present());
    CHECK(root["list"].size() == 2);
    CHECK(root["list"].at(1).text() == "b");
    CHECK_FALSE(root["list"].at(2).present());
    CHECK(root["object"]["x"].integer() == 1);
    CHECK(root.members().size() == 9);
    CHECK_FALSE(root["absent"]["deeper"].at(3).present());
    CHECK_FALSE(root["absent"].is_null());
    CHECK_FALSE(root["text"].integer());
    CHECK(root["text"].items().empty());
}

TEST_CASE("a lone value is a list of one", "[json][view]")
{
    auto const parsed = document::parse(R"({"a":"x","b":["x","y"],"c":null})");
    REQUIRE(parsed.has_value());
    CHECK(parsed->root()["a"].as_list().size() == 1);
    CHECK(parsed->root()["b"].as_list().size() == 2);
    CHECK(parsed->root()["c"].as_list().empty());
    CHECK(parsed->root()["d"].as_list().empty());
}

TEST_CASE("writing keeps the order of keys and the values", "[json][view]")
{
    auto const text =
        R"({"z":[1,-2,18446744073709551615,0.25,true,false,null],"a":{"é":"\n\"\\\u0001"},"e":[],"o":{}})";
    auto const parsed = document::parse(text);
    REQUIRE(parsed.has_value());
    CHECK(parsed->root().write() == text);
}
