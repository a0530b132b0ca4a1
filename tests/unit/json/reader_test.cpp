// SPDX-License-Identifier: AGPL-3.0-or-later
#include "json/reader.hpp"

#include <catch2/catch.hpp>

using namespace federwerk;

namespace {

json::document parse(std::string_view text)
{
    auto parsed = json::document::parse(text);
    REQUIRE(parsed.has_value());
    return std::move(*parsed);
}

} // namespace

TEST_CASE("a reader gives what is there, trimmed", "[json][reader]")
{
    auto const body = parse(
        R"({"headline":"  Grüße \n","uses":3,"sensitive":false,"badges":["rust"," c "],"note":null,"when":{"from":1}})");
    json::reader in(body.root());
    CHECK(in.text("headline", 5) == "Grüße");
    CHECK(in.optional_integer("uses", 1, 10) == 3);
    CHECK(in.optional_boolean("sensitive") == false);
    CHECK(in.optional_texts("badges", 2, 4) == std::vector<std::string>{"rust", "c"});
    CHECK(in.optional_text("note", 10) == std::nullopt);
    CHECK(in.optional_text("absent", 10) == std::nullopt);
    CHECK(in.optional_object("when")["from"].integer() == 1);
    CHECK(in.has("note"));
    CHECK_FALSE(in.has("absent"));
    CHECK_FALSE(in.refusal());
}

TEST_CASE("a reader remembers what is wrong with each field", "[json][reader]")
{
    struct row {
        std::string body;
        std::function<void(json::reader&)> read;
        std::string field, message;
    };
    auto const [body, read, field, message] = GENERATE(values<row>({
        {"{}", [](auto& in) { in.text("a", 5); }, "a", "is required"},
        {R"({"a":null})", [](auto& in) { in.text("a", 5); }, "a", "is required"},
        {R"({"a":7})", [](auto& in) { in.text("a", 5); }, "a", "must be a text"},
        {R"({"a":" "})", [](auto& in) { in.text("a", 5, 1); }, "a", "is required"},
        {R"({"a":"é"})", [](auto& in) { in.text("a", 5, 2); }, "a", "must have at least 2 characters"},
        {R"({"a":"éééééé"})", [](auto& in) { in.text("a", 5); }, "a", "must have at most 5 characters"},
        {R"({"a":7})", [](auto& in) { in.optional_text("a", 5); }, "a", "must be a text"},
        {R"({"a":1.5})", [](auto& in) { in.optional_integer("a", 1, 3); }, "a", "must be a whole number"},
        {R"({"a":4})", [](auto& in) { in.optional_integer("a", 1, 3); }, "a", "must be from 1 to 3"},
        {R"({"a":"yes"})", [](auto& in) { in.optional_boolean("a"); }, "a", "must be true or false"},
        {R"({"a":"x"})", [](auto& in) { in.optional_texts("a", 2, 3); }, "a", "must be a list of texts"},
        {R"({"a":[1]})", [](auto& in) { in.optional_texts("a", 2, 3); }, "a", "must be a list of texts"},
        {R"({"a":["x","y","z"]})", [](auto& in) { in.optional_texts("a", 2, 3); }, "a",
         "must have at most 2 items"},
        {R"({"a":["long"]})", [](auto& in) { in.optional_texts("a", 2, 3); }, "a",
         "each item must have at most 3 characters"},
        {R"({"a":[]})", [](auto& in) { in.optional_object("a"); }, "a", "must be an object"},
        {R"({"a":1,"z":2})", [](auto& in) { in.allow_only({"a"}); }, "z", "is not known here"},
        {"[]", [](auto&) {}, "", "must be a JSON object"},
    }));
    CAPTURE(body, field);
    auto const document = parse(body);
    json::reader in(document.root());
    read(in);
    auto const refusal = in.refusal();
    REQUIRE(refusal.has_value());
    CHECK(refusal->code == errc::invalid);
    REQUIRE(refusal->details.size() == 1);
    CHECK(refusal->details[0].field == field);
    CHECK(refusal->details[0].message == message);
}

TEST_CASE("all that is wrong is told at once", "[json][reader]")
{
    auto const body = parse(R"({"uses":0})");
    json::reader in(body.root());
    in.text("headline", 10);
    in.optional_integer("uses", 1, 5);
    in.refuse("happened", "must not end before it begins");
    REQUIRE(in.refusal().has_value());
    CHECK(in.refusal()->details.size() == 3);
}
