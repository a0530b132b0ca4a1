// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/text.hpp"
#include "support/source_tree.hpp"
#include "json/document.hpp"

#include <catch2/catch.hpp>

using namespace federwerk;

namespace {

std::string canonical(std::string const& text)
{
    auto const parsed = json::document::parse(text);
    REQUIRE(parsed.has_value());
    return json::canonical(parsed->root());
}

} // namespace

TEST_CASE("the published vectors of RFC 8785 canonicalise", "[json][jcs]")
{
    auto const folder = tests::vectors();
    if (!folder) {
        WARN("skipped: no vectors beside the clone");
        return;
    }
    auto const name =
        GENERATE(as<std::string>{}, "arrays", "french", "structures", "unicode", "values", "weird");
    CAPTURE(name);
    auto const made = canonical(tests::read_file(*folder / "jcs" / "input" / (name + ".json")));
    CHECK(made == tests::read_file(*folder / "jcs" / "output" / (name + ".json")));
    std::string hex;
    for (char c : tests::read_file(*folder / "jcs" / "outhex" / (name + ".txt")))
        if (!std::isspace(static_cast<unsigned char>(c)))
            hex += c;
    CHECK(core::to_hex(made) == hex);
}

// RFC 8785 appendix B and ECMA-262 6.1.6.1.20.
TEST_CASE("numbers print as ECMAScript prints them", "[json][jcs]")
{
    auto const [given, expected] = GENERATE(table<std::string, std::string>({
        {"0", "0"},
        {"-0", "0"},
        {"-0.0", "0"},
        {"5e-324", "5e-324"},
        {"1.7976931348623157e308", "1.7976931348623157e+308"},
        {"9007199254740992", "9007199254740992"},
        {"9007199254740993", "9007199254740992"},
        {"295147905179352830000", "295147905179352830000"},
        {"999999999999999900000", "999999999999999900000"},
        {"1e21", "1e+21"},
        {"999999999999999868928", "999999999999999900000"},
        {"0.000001", "0.000001"},
        {"0.0000001", "1e-7"},
        {"333333333.3333332", "333333333.3333332"},
        {"333333333.33333325", "333333333.33333325"},
        {"-0.0000033333333333333333", "-0.0000033333333333333333"},
        {"1424953923781206.2", "1424953923781206.2"},
        {"-71.184902", "-71.184902"},
        {"1.0", "1"},
        {"100", "100"},
        {"1e2", "100"},
        {"4.50", "4.5"},
        {"2e-3", "0.002"},
        {"1.5e300", "1.5e+300"},
        {"1e-400", "0"},
    }));
    CHECK(canonical("[" + given + "]") == "[" + expected + "]");
}

TEST_CASE("keys sort by UTF-16 code units", "[json][jcs]")
{
    // U+1F600 is D83D DE00 in UTF-16 and so before U+FB33, though its UTF-8 bytes are greater.
    CHECK(canonical(R"({"\ufb33":1,"😀":2,"€":3,"b":4,"ab":5,"a":6,"":7})") ==
          "{\"\":7,\"a\":6,\"ab\":5,\"b\":4,\"€\":3,\"😀\":2,\"\uFB33\":1}");
}

TEST_CASE("nothing has no canonical form", "[json][jcs]")
{
    CHECK(json::canonical({}).empty());
}
