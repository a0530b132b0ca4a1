// SPDX-License-Identifier: AGPL-3.0-or-later
#include "api/federwerk/openapi_parameters.hpp"

#include "core/text.hpp"
#include "domain/station_query.hpp"

#include <algorithm>
#include <array>

namespace federwerk::api {

namespace {

// A parameter of the query, as its reader takes it. Where `gives` names a schema, of routes that give that
// alone.
struct parameter {
    std::string_view name, gives, schema;
    bool required = false, list = false; // A list has commas
};

constexpr std::string_view text = R"({"type":"string"})";
constexpr std::string_view two_boxes = R"({"enum":["received","sent"],"default":"received"})";

constexpr std::array parameters{
    parameter{"limit", "", R"({"type":"integer","minimum":1,"maximum":100,"default":20})"},
    parameter{"cursor", "space_station", text},
    parameter{"cursor", "", R"({"type":"string","pattern":"^[1-9][0-9]{0,15}$"})"},
    parameter{"member", "openings", text, true},
    parameter{"box", "credits", R"({"enum":["asked","given","sought"],"default":"asked"})"},
    parameter{"box", "", two_boxes},
    parameter{"state", "awards", R"({"enum":["offered","accepted","declined","revoked"]})"},
    parameter{"state", "waitlist_entries",
              R"({"enum":["unconfirmed","waiting","admitted","declined","joined"],"default":"waiting"})"},
    parameter{"q", "badges", R"({"type":"string","maxLength":200})"},
    parameter{"kind", "multiverse", R"({"$ref":"#/components/schemas/kind_id"})"},
    parameter{"language", "multiverse", R"({"type":"string","minLength":2,"maxLength":35})"},
};

// What a saved search holds as values, an address holds as parameters: one schema says both.
parameter of_station(std::string_view name, std::string& schema)
{
    constexpr std::array<std::string_view, 4> lists{"kind", "badges", "terms", "language"};
    schema = R"({"$ref":"#/components/schemas/station_query/properties/)" + std::string(name) + R"("})";
    return {name, "space_station", schema, false, std::ranges::find(lists, name) != lists.end()};
}

void write(json::writer& out, parameter const& p, std::string_view where)
{
    out.object([&] {
        out.field("name", p.name).field("in", where).field("required", p.required);
        if (p.list)
            out.field("explode", false);
        out.key("schema").raw(p.schema);
    });
}

void write_query(json::writer& out, std::string_view name, std::string_view gives)
{
    auto const& filters = domain::station_query_names();
    std::string schema;
    if (gives == "space_station" && std::ranges::find(filters, name) != filters.end())
        return write(out, of_station(name, schema), "query");
    auto const known = std::ranges::find_if(parameters, [&](parameter const& p) {
        return p.name == name && (p.gives.empty() || p.gives == gives);
    });
    write(out, known == parameters.end() ? parameter{name, gives, text} : *known, "query");
}

} // namespace

void write_parameters(json::writer& out, api_route const& route)
{
    out.array("parameters", [&] {
        std::string_view rest = route.pattern;
        for (auto open = rest.find('{'); open != std::string_view::npos; open = rest.find('{')) {
            auto const close = rest.find('}', open);
            write(out, {rest.substr(open + 1, close - open - 1), "", text, true}, "path");
            rest.remove_prefix(close);
        }
        for (auto const& name : core::split(route.shapes.query, ' '))
            if (!name.empty())
                write_query(out, name, route.shapes.gives);
        if (route.method == http::method::post && route.may != who::anybody)
            write(out, {"Idempotency-Key", "", R"({"type":"string","minLength":1,"maxLength":255})"},
                  "header");
    });
}

} // namespace federwerk::api
