// SPDX-License-Identifier: AGPL-3.0-or-later
#include "json/schema.hpp"

#include <catch2/catch.hpp>

#include <fstream>
#include <unistd.h>

using namespace federwerk;
namespace fs = std::filesystem;

namespace {

class folder {
public:
    folder() : path_(fs::temp_directory_path() / ("federwerk-schema-" + std::to_string(::getpid())))
    {
        fs::create_directories(path_ / "parts");
    }
    ~folder() { fs::remove_all(path_); }
    fs::path write(std::string const& name, std::string_view text) const
    {
        std::ofstream(path_ / name) << text;
        return path_ / name;
    }

private:
    fs::path path_;
};

} // namespace

TEST_CASE("a document is held against its schema and the schemas beside it", "[json][schema]")
{
    folder const files;
    files.write("parts/strings.json", R"({"definitions":{"short":{"type":"string","maxLength":3}}})");
    files.write("actor.json", R"({"type":"object","required":["id"],
        "properties":{"id":{"type":"string"},"name":{"$ref":"parts/strings.json#/definitions/short"}}})");
    auto const schema =
        files.write("note.json", R"({"$schema":"http://json-schema.org/draft-04/schema#","type":"object",
        "required":["type","to"],"additionalProperties":false,"definitions":{"ids":{"type":"array","minItems":1}},
        "properties":{"type":{"enum":["Note"]},"to":{"$ref":"#/definitions/ids"},"actor":{"$ref":"actor.json"}}})");

    CHECK(
        json::validate(R"({"type":"Note","to":["x"],"actor":{"id":"a","name":"abc"}})", schema).has_value());
    auto const [text, place, keyword] = GENERATE(table<std::string, std::string, std::string>({
        {R"({"type":"Like","to":["x"]})", "#/type", "\"enum\""},
        {R"({"to":["x"]})", "#", "\"required\""},
        {R"({"type":"Note","to":[]})", "#/to", "\"minItems\""},
        {R"({"type":"Note","to":["x"],"z":1})", "#/z", "\"additionalProperties\""},
        {R"({"type":"Note","to":["x"],"actor":{}})", "#/actor", "\"required\""},
        {R"({"type":"Note","to":["x"],"actor":{"id":"a","name":"long"}})", "#/actor/name", "\"maxLength\""},
    }));
    CAPTURE(text);
    auto const checked = json::validate(text, schema);
    REQUIRE(checked.has_error());
    CHECK(checked.error().code == errc::invalid);
    CHECK(checked.error().log.starts_with(place + " breaks " + keyword));
}

TEST_CASE("a schema that cannot be read is a failure, not a pass", "[json][schema]")
{
    folder const files;
    auto const broken = files.write("broken.json", "{");
    auto const circle = files.write("a.json", R"({"properties":{"b":{"$ref":"b.json"}}})");
    files.write("b.json", R"({"properties":{"a":{"$ref":"a.json"}}})");
    auto const dangling = files.write("dangling.json", R"({"properties":{"b":{"$ref":"none.json"}}})");
    for (auto const& schema : {broken, circle, dangling, fs::path("no/such/schema.json")}) {
        CAPTURE(schema);
        auto const checked = json::validate("{}", schema);
        REQUIRE(checked.has_error());
        CHECK(checked.error().code == errc::internal);
    }
    CHECK(json::validate("{", broken).error().code == errc::malformed);
}
