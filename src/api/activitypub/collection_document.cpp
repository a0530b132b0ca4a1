// SPDX-License-Identifier: AGPL-3.0-or-later
#include "api/activitypub/collection_document.hpp"

#include "federation/vocab/contexts.hpp"
#include "json/writer.hpp"

namespace federwerk::api {

namespace {

void write_items(json::writer& out, std::string_view name, std::vector<std::string> const& items)
{
    out.array(name, [&] {
        for (auto const& item : items)
            out.raw(item);
    });
}

} // namespace

std::string write_collection(collection const& c)
{
    json::writer out;
    out.object([&] {
        out.key("@context").raw(vocab::note_context());
        out.field("id", c.id).field("type", c.ordered ? "OrderedCollection" : "Collection");
        out.optional("totalItems", c.total);
        if (c.paged)
            out.field("first", c.id + "?page=true");
        if (c.items)
            write_items(out, c.ordered ? "orderedItems" : "items", *c.items);
    });
    return out.take();
}

std::string write_page(collection_page const& p)
{
    json::writer out;
    out.object([&] {
        out.key("@context").raw(p.context.empty() ? vocab::note_context() : p.context);
        out.field("id", p.id).field("type", "OrderedCollectionPage").field("partOf", p.collection_id);
        out.optional("next", p.next);
        write_items(out, "orderedItems", p.items);
    });
    return out.take();
}

std::string json_string(std::string_view text)
{
    json::writer out;
    out.value(text);
    return out.take();
}

std::string without_context(std::string const& document, std::string_view context)
{
    auto const begin = "{\"@context\":" + std::string(context) + ",";
    return document.starts_with(begin) ? "{" + document.substr(begin.size()) : document;
}

} // namespace federwerk::api
