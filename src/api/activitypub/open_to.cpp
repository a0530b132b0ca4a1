// SPDX-License-Identifier: AGPL-3.0-or-later
// What a member or an organisation is open to and calls for, as everybody may see it: whole, newest first.
#include "api/activitypub/collection_document.hpp"
#include "api/activitypub/reading.hpp"
#include "core/url.hpp"
#include "db/openings.hpp"
#include "federation/vocab/contexts.hpp"
#include "translate/outgoing_opening.hpp"

namespace federwerk::api {

namespace {

constexpr std::size_t page_size = 20;

result<std::string> page_of(db::transaction& tx, domain::uris const& uris, domain::actor const& owner,
                            std::optional<core::snowflake> before)
{
    auto const id = uris.open_to(owner.uri);
    TRY(auto const found,
        db::openings_of_actor(tx, owner.id, std::nullopt, {.before = before, .limit = page_size}));
    collection_page out{.collection_id = id,
                        .id = id + "?page=true" + (before ? "&before=" + before->text() : ""),
                        .next = std::nullopt,
                        .items = {},
                        .context = vocab::opening_context()};
    for (auto const& o : found)
        out.items.push_back(
            without_context(translate::note_document(uris, o, owner), vocab::opening_context()));
    if (found.size() == page_size)
        out.next = id + "?page=true&before=" + found.back().id.text();
    return write_page(out);
}

} // namespace

answer read_open_to(reading_ptr self, http::request request, actor_place place)
{
    CO_TRY(auto const who, co_await asker(self, request));
    auto const uri = uri_of(*self, request, place);
    bool const page = core::query_value(request.query, "page").has_value();
    std::optional<core::snowflake> before;
    if (auto const text = core::query_value(request.query, "before")) {
        CO_TRY(before, core::snowflake::parse(*text));
    }
    auto const work = [&](db::transaction& tx) -> result<std::string> {
        TRY(auto const owner, actor_at(tx, uri));
        if (page)
            return page_of(tx, self->in.uris, owner, before);
        return write_collection({.id = self->in.uris.open_to(uri), .total = {}, .paged = true});
    };
    CO_TRY(auto body, co_await self->in.db.run(work));
    co_return document_response(request, std::move(body), who.has_value());
}

} // namespace federwerk::api
