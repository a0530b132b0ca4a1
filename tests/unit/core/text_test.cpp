// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/text.hpp"

#include <catch2/catch.hpp>

using namespace federwerk;
using namespace std::string_literals;

TEST_CASE("only valid UTF-8 without NUL is valid", "[core][text]")
{
    struct row {
        std::string text;
        bool expected;
    };
    auto const [text, expected] = GENERATE(values<row>({
        {"", true},
        {"Zoë ✨ 🚀", true},
        {"a\0b"s, false},
        {"\xC0\xAF", false},         // overlong
        {"\xED\xA0\x80", false},     // a surrogate
        {"\xF4\x90\x80\x80", false}, // beyond U+10FFFF
        {"cut \xE2\x9C", false},
        {"\x80", false},
    }));
    CAPTURE(text);
    CHECK(core::is_valid_utf8(text) == expected);
}

TEST_CASE("white space is what Unicode says it is", "[core][text]")
{
    CHECK(core::trim("\u2003 \t a\u00A0b \u3000\n") == "a\u00A0b");
    CHECK(core::trim(" \u2028 ") == "");
    CHECK(core::single_line("\n a\r\n\tb\u2029c\x07 d ") == "a b c d");
    CHECK(core::single_line("") == "");
    CHECK(core::count_characters("Zoë🚀") == 4);
}

TEST_CASE("folding is without case and accents", "[core][text]")
{
    struct row {
        char const* text;
        char const* expected;
    };
    auto const [text, expected] = GENERATE(values<row>({
        {"Élan", "elan"},
        {"STRASSE", "strasse"},
        {"Straße", "strasse"},
        {"Ǆ", "dz"},
        {"İstanbul", "istanbul"},
        {"Ünïcödé", "unicode"},
        {"ﬁn", "fin"},
        {"Йод", "иод"},
        {"日本", "日本"},
    }));
    CAPTURE(text);
    CHECK(core::fold(text) == expected);
}

TEST_CASE("slugs are small letters, digits and single dashes", "[core][text]")
{
    struct row {
        char const* text;
        char const* expected;
    };
    auto const [text, expected] = GENERATE(values<row>({
        {"Rust", "rust"},
        {"C++", "c-plus-plus"},
        {"C#", "c-sharp"},
        {"R&D", "r-and-d"},
        {"  Machine   Learning! ", "machine-learning"},
        {"Öffentliche Räume", "offentliche-raume"},
        {"don't", "dont"},
        {"--a--b--", "a-b"},
        {"日本", ""},
        {"", ""},
    }));
    CAPTURE(text);
    CHECK(core::slugify(text) == expected);
}

TEST_CASE("ASCII operations leave other letters alone", "[core][text]")
{
    CHECK(core::lower_ascii("HoSt É") == "host É");
    CHECK(core::equals_ignoring_case("Content-Type", "content-TYPE"));
    CHECK_FALSE(core::equals_ignoring_case("a", "ab"));
    CHECK(core::split("a,,b", ',') == std::vector<std::string_view>{"a", "", "b"});
    CHECK(core::split("", ',').size() == 1);
    CHECK(core::escape_html("<a href=\"x\">'&'</a>") ==
          "&lt;a href=&quot;x&quot;&gt;&#39;&amp;&#39;&lt;/a&gt;");
}

TEST_CASE("the encodings of RFC 4648 agree with its vectors", "[core][text]")
{
    struct row {
        std::string plain, base64, hex;
    };
    auto const [plain, base64, hex] = GENERATE(values<row>({
        {"", "", ""},
        {"f", "Zg==", "66"},
        {"fo", "Zm8=", "666f"},
        {"foo", "Zm9v", "666f6f"},
        {"foob", "Zm9vYg==", "666f6f62"},
        {"fooba", "Zm9vYmE=", "666f6f6261"},
        {"foobar", "Zm9vYmFy", "666f6f626172"},
        {"\xFB\xFF\0"s, "+/8A", "fbff00"},
    }));
    CHECK(core::to_base64(plain) == base64);
    CHECK(core::from_base64(base64) == plain);
    CHECK(core::to_hex(plain) == hex);
    CHECK(core::from_hex(hex) == plain);
    CHECK(core::from_base64url(core::to_base64url(plain)) == plain);
    CHECK(core::to_base64url(plain).find_first_of("+/=") == std::string::npos);
}

TEST_CASE("each encoded value has one spelling", "[core][text]")
{
    auto const* text =
        GENERATE("Zg", "Zg=", "Zh==", "Zm9=", "Z", "====", "Zm9v\n", " Zm9v", "Zm9v====", "-_8A", "Z=g=");
    CAPTURE(text);
    CHECK_FALSE(core::from_base64(text));
    CHECK_FALSE(core::from_base64url("Zg=="));
    CHECK_FALSE(core::from_base64url("+/8A"));
    CHECK_FALSE(core::from_hex("abc"));
    CHECK_FALSE(core::from_hex("zz"));
    CHECK(core::from_hex("FBff") == "\xFB\xFF");
}
