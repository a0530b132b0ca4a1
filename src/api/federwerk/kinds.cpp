// SPDX-License-Identifier: AGPL-3.0-or-later
#include "api/federwerk/kinds.hpp"

#include "api/federwerk/routes.hpp"
#include "domain/collaboration_kind.hpp"
#include "json/writer.hpp"

namespace federwerk::api {

namespace {

void write_names(json::writer& w, std::string_view field, domain::both_languages const& names)
{
    w.object(field, [&] { w.field("en", names.en).field("de", names.de); });
}

std::string kinds_document()
{
    json::writer w;
    w.object([&] {
        w.array("items", [&] {
            for (auto const& each : domain::collaboration_kinds())
                w.object([&] {
                    w.field("id", each.id).field("group", each.group).field("iri", domain::kind_iri(each.id));
                    write_names(w, "offering", each.offering);
                    write_names(w, "looking", each.looking);
                });
        });
        w.key("next").null();
    });
    return w.take();
}

} // namespace

std::vector<api_route> kind_routes()
{
    return {{http::method::get,
             std::string(federwerk_prefix) + "/kinds",
             who::anybody,
             "",
             0,
             [](call) -> boost::asio::awaitable<result<http::response>> {
                 co_return json_response(200, kinds_document());
             },
             {"", "kinds"}}};
}

} // namespace federwerk::api
