// SPDX-License-Identifier: AGPL-3.0-or-later
#include "json/document.hpp"
#include "json/writer.hpp"

#include <catch2/catch.hpp>

#include <limits>

using namespace federwerk;

TEST_CASE("the writer sets commas, colons and brackets", "[json][writer]")
{
    json::writer w;
    w.object([&] {
        w.field("a", 1).field("b", "x");
        w.array("c", [&] {
            w.value(true).null();
            w.object([&] {}).array([&] {});
            w.object([&] { w.field("d", 2); });
        });
        w.field("e", std::vector<std::string>{"p", "q"}).field("f", std::vector<int>{});
        w.object("g", [&] { w.field("h", 1.5); });
        w.key("i").raw(R"({"j":[1,2]})").field("k", false);
    });
    CHECK(w.text() == R"({"a":1,"b":"x","c":[true,null,{},[],{"d":2}],"e":["p","q"],"f":[],"g":{"h":1.5},)"
                      R"("i":{"j":[1,2]},"k":false})");
}

TEST_CASE("an absent optional is left out, and is null as a field", "[json][writer]")
{
    json::writer w;
    std::optional<std::string> const none, some = "s";
    w.object([&] { w.optional("a", none).optional("b", some).field("c", none); });
    CHECK(w.take() == R"({"b":"s","c":null})");
}

TEST_CASE("texts are escaped so that they come back", "[json][writer]")
{
    std::string all = "é😀</script>\x7F";
    for (char c = 1; c < 0x30; ++c)
        all += c;
    json::writer w;
    w.object([&] { w.field(all, all); });
    auto const parsed = json::document::parse(w.text());
    REQUIRE(parsed.has_value());
    CHECK(parsed->root()[all].text() == all);
}

TEST_CASE("numbers keep their value", "[json][writer]")
{
    json::writer w;
    w.array([&] {
        w.value(std::numeric_limits<std::int64_t>::min()).value(-1.25).value(1e21);
        w.value(std::numeric_limits<double>::infinity()).value(0u);
    });
    CHECK(w.text() == "[-9223372036854775808,-1.25,1e+21,null,0]");
}
