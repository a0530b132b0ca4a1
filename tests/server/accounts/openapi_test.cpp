// SPDX-License-Identifier: AGPL-3.0-or-later
#include "api/federwerk/openapi.hpp"
#include "api/federwerk/routes.hpp"
#include "front_desk.hpp"
#include "json/document.hpp"

#include <catch2/catch.hpp>

#include <set>

using namespace federwerk;
using tests::front_desk;

namespace {

void collect_references(json::view v, std::set<std::string>& into)
{
    for (auto const& [name, member] : v.members()) {
        if (name == "$ref" && member.is_string())
            into.insert(std::string(*member.text()));
        collect_references(member, into);
    }
    for (auto const item : v.items())
        collect_references(item, into);
}

json::view find(json::view document, std::string_view pointer)
{
    pointer.remove_prefix(2); // "#/"
    while (!pointer.empty()) {
        auto const slash = std::min(pointer.find('/'), pointer.size());
        document = document[pointer.substr(0, slash)];
        pointer.remove_prefix(std::min(slash + 1, pointer.size()));
    }
    return document;
}

} // namespace

TEST_CASE("every row of the API says what it takes and gives", "[server][openapi]")
{
    front_desk desk;
    std::set<std::string_view> known;
    for (auto const& each : api::embedded_schemas())
        known.insert(each.name);
    for (auto const& route : api::federwerk_table(desk.instance())) {
        CAPTURE(http::to_string(route.method), route.pattern);
        auto const& shapes = route.shapes;
        if (route.method == http::method::get && !route.pattern.ends_with("/openapi.json"))
            CHECK_FALSE(shapes.gives.empty());
        if (route.method == http::method::patch || route.method == http::method::put)
            CHECK_FALSE(shapes.takes.empty());
        if (!shapes.takes.empty())
            CHECK(route.body_limit > 0);
        for (auto const name : {shapes.takes, shapes.gives})
            CHECK((name.empty() || known.contains(name)));
    }
}

TEST_CASE("the OpenAPI document leads to every schema that it names, and names every schema",
          "[server][openapi]")
{
    front_desk desk;
    auto const answer = desk.get("/api/federwerk/v1/openapi.json", "");
    REQUIRE(answer.status == 200);
    // Our own words about the whole API are longer than what we take from others.
    auto const document = json::document::parse(answer.body, {.nodes = 100'000});
    REQUIRE(document);
    CHECK(document->root()["openapi"].text() == "3.1.0");
    std::set<std::string> references;
    collect_references(document->root(), references);
    for (auto const& each : references) {
        CAPTURE(each);
        CHECK(find(document->root(), each).is_object());
    }
    for (auto const& each : api::embedded_schemas()) {
        CAPTURE(each.name);
        CHECK(std::ranges::any_of(references, [&](std::string const& reference) {
            return reference.starts_with("#/components/schemas/" + std::string(each.name));
        }));
    }
}

TEST_CASE("the OpenAPI document says of each parameter, body and token what the server does with it",
          "[server][openapi]")
{
    front_desk desk;
    auto const answer = desk.get("/api/federwerk/v1/openapi.json", "");
    auto const document = json::document::parse(answer.body, {.nodes = 100'000}).value();
    auto const operation = [&](std::string const& path, char const* method) {
        return document.root()["paths"]["/api/federwerk/v1" + path][method];
    };
    auto const parameter = [&](std::string const& path, char const* method, std::string_view name) {
        for (auto const each : operation(path, method)["parameters"].items())
            if (each["name"].text() == name)
                return each;
        return json::view();
    };
    CHECK(parameter("/openings", "get", "limit")["schema"]["type"].text() == "integer");
    CHECK(parameter("/openings", "get", "member")["required"].boolean() == true);
    CHECK(parameter("/highlights", "get", "member")["required"].boolean() == false);
    CHECK(parameter("/credits", "get", "box")["schema"]["enum"].size() == 3);
    CHECK(parameter("/requests", "get", "box")["schema"]["enum"].size() == 2);
    auto const badges = parameter("/space_station", "get", "badges");
    CHECK(find(document.root(), badges["schema"]["$ref"].text().value_or("#/"))["type"].text() == "array");
    CHECK(badges["explode"].boolean() == false);
    CHECK(parameter("/openings", "post", "Idempotency-Key")["in"].text() == "header");
    CHECK_FALSE(parameter("/accounts", "post", "Idempotency-Key").present());
    CHECK_FALSE(parameter("/highlights/{id}", "patch", "Idempotency-Key").present());

    CHECK(operation("/calls/{id}/renew", "post")["requestBody"]["required"].boolean() == false);
    CHECK(operation("/openings", "post")["requestBody"]["required"].boolean() == true);
    CHECK(operation("/highlights", "get")["security"].write() == R"([{},{"token":["read"]}])");
    CHECK(operation("/accounts", "post")["security"].write() == "[{}]");
    CHECK(operation("/follows", "post")["security"].write() == R"([{"token":["follow"]}])");
}
