// SPDX-License-Identifier: AGPL-3.0-or-later
#include "api/federwerk/openapi.hpp"

#include "api/federwerk/openapi_parameters.hpp"
#include "api/federwerk/routes.hpp"
#include "core/text.hpp"
#include "json/document.hpp"
#include "json/writer.hpp"

#include <algorithm>
#include <map>

namespace federwerk::api {

namespace {

constexpr std::string_view components = "#/components/schemas/";

// "follow.json", "request.json#/definitions/party" or "#/definitions/party", as seen from the schema `self`.
std::string moved(std::string_view reference, std::string_view self)
{
    auto const hash = reference.find('#');
    auto file = reference.substr(0, hash);
    if (file.ends_with(".json"))
        file.remove_suffix(5);
    std::string out(components);
    out += file.empty() ? self : file;
    if (hash != std::string_view::npos)
        out += reference.substr(hash + 1);
    return out;
}

void copy(json::writer& out, json::view v, std::string_view self)
{
    if (v.is_object()) {
        out.object([&] {
            for (auto const& [name, member] : v.members()) {
                if (name == "$schema")
                    continue;
                out.key(name);
                if (name == "$ref" && member.is_string())
                    out.value(moved(*member.text(), self));
                else
                    copy(out, member, self);
            }
        });
    } else if (v.is_array()) {
        out.array([&] {
            for (auto const item : v.items())
                copy(out, item, self);
        });
    } else {
        out.raw(v.write());
    }
}

void write_content(json::writer& out, std::string_view type, std::string_view schema)
{
    out.object("content", [&] {
        out.object(type, [&] {
            out.object("schema", [&] { out.field("$ref", std::string(components) + std::string(schema)); });
        });
    });
}

// An empty body is read as {}: it may be left out where nothing in it has to be there.
bool needs_body(std::string_view takes)
{
    auto const& all = embedded_schemas();
    auto const schema = std::ranges::find(all, takes, &embedded_schema::name);
    if (schema == all.end())
        return true;
    auto const read = json::document::parse(schema->json);
    return !read || read->root()["required"].size() > 0;
}

void write_answers(json::writer& out, api_route const& route)
{
    bool const empty = route.shapes.gives.empty();
    out.object("responses", [&] {
        out.object(std::to_string(empty ? 204 : route.shapes.status), [&] {
            out.field("description", empty ? "Done" : "As described");
            if (!empty)
                write_content(out, "application/json", route.shapes.gives);
        });
        out.object("default", [&] {
            out.field("description", "What is wrong, and with which fields");
            write_content(out, "application/json", "error");
        });
    });
}

// "patch_pacts_host": tools for other languages make names of functions of it.
std::string operation_id(std::string_view method, std::string_view path)
{
    std::string out(method);
    out += '_';
    for (char const c : path)
        if (c != '{' && c != '}')
            out += c == '/' ? '_' : c;
    return out;
}

// What anybody may read shows more to a member whose token may read; generated clients send none where none
// is named.
void write_security(json::writer& out, api_route const& route)
{
    bool const open = route.may == who::anybody;
    out.array("security", [&] {
        if (open)
            out.object([] {});
        if (!open || route.method == http::method::get)
            out.object([&] { out.array("token", [&] { out.value(open ? "read" : route.scope); }); });
    });
}

void write_operation(json::writer& out, api_route const& route)
{
    std::string_view const path = std::string_view(route.pattern).substr(federwerk_prefix.size() + 1);
    auto const method = core::lower_ascii(http::to_string(route.method));
    out.object(method, [&] {
        out.field("operationId", operation_id(method, path));
        out.array("tags", [&] { out.value(path.substr(0, path.find('/'))); });
        write_parameters(out, route);
        if (!route.shapes.takes.empty())
            out.object("requestBody", [&] {
                out.field("required", needs_body(route.shapes.takes));
                write_content(out, route.shapes.body_type, route.shapes.takes);
            });
        write_answers(out, route);
        write_security(out, route);
    });
}

void write_schemas(json::writer& out)
{
    out.object("schemas", [&] {
        for (auto const& each : embedded_schemas())
            if (auto const schema = json::document::parse(each.json))
                copy(out.key(each.name), schema->root(), each.name);
    });
}

} // namespace

std::string openapi_document(std::string const& base_url, std::vector<api_route> const& table)
{
    std::map<std::string_view, std::vector<api_route const*>> paths;
    for (auto const& route : table)
        paths[route.pattern].push_back(&route);
    json::writer out;
    out.object([&] {
        out.field("openapi", "3.1.0");
        out.object("info", [&] { out.field("title", "Federwerk").field("version", "v1"); });
        out.array("servers", [&] { out.object([&] { out.field("url", base_url); }); });
        out.object("paths", [&] {
            for (auto const& [pattern, routes] : paths)
                out.object(pattern, [&] {
                    for (auto const* route : routes)
                        write_operation(out, *route);
                });
        });
        out.object("components", [&] {
            write_schemas(out);
            out.object("securitySchemes", [&] {
                out.object("token", [&] { out.field("type", "http").field("scheme", "bearer"); });
            });
        });
    });
    return out.take();
}

api_route openapi_route(app::instance const& in, std::vector<api_route> const& table)
{
    auto const document = std::make_shared<std::string const>(openapi_document(in.uris.base(), table));
    return {http::method::get,
            std::string(federwerk_prefix) + "/openapi.json",
            who::anybody,
            "",
            0,
            [document](call) -> boost::asio::awaitable<result<http::response>> {
                co_return json_response(200, *document);
            }};
}

} // namespace federwerk::api
