// SPDX-License-Identifier: AGPL-3.0-or-later
// Small collections on a member's profile: pinned highlights, hashtags, badges worn.
#include "api/activitypub/collection_document.hpp"
#include "api/activitypub/reading.hpp"
#include "db/badges.hpp"
#include "db/highlights.hpp"
#include "json/writer.hpp"

namespace federwerk::api {

namespace {

using items = std::vector<std::string>;

std::string hashtag_of(domain::uris const& uris, domain::badge const& badge)
{
    json::writer out;
    out.object([&] {
        out.field("type", "Hashtag").field("name", "#" + translate::hashtag(badge));
        out.field("href", translate::badge_address(uris, badge));
    });
    return out.take();
}

// fill(tx, actor) gives the items; all of these fit into one document.
template <class Fill>
answer small_collection(reading_ptr self, http::request request, std::string uri, collection shape, Fill fill)
{
    CO_TRY(auto const who, co_await asker(self, request));
    auto const work = [&](db::transaction& tx) -> result<std::string> {
        TRY(auto const actor, actor_at(tx, uri));
        TRY(shape.items, fill(tx, actor));
        shape.total = static_cast<std::int64_t>(shape.items->size());
        return write_collection(shape);
    };
    CO_TRY(auto body, co_await self->in.db.run(work));
    co_return document_response(request, std::move(body), who.has_value());
}

} // namespace

answer read_featured(reading_ptr self, http::request request, actor_place place)
{
    auto const uri = uri_of(*self, request, place);
    auto const fill = [](db::transaction& tx, domain::actor const& actor) -> result<items> {
        TRY(auto const list, db::featured_of(tx, actor.id, std::nullopt));
        items out;
        for (auto const& h : list)
            out.push_back(json_string(h.uri));
        return out;
    };
    collection shape{.id = self->in.uris.featured(uri)};
    return small_collection(std::move(self), std::move(request), uri, std::move(shape), fill);
}

answer read_featured_tags(reading_ptr self, http::request request, actor_place place)
{
    auto const uri = uri_of(*self, request, place);
    auto const fill = [&uris = self->in.uris](db::transaction& tx,
                                              domain::actor const& actor) -> result<items> {
        TRY(auto const list, db::worn_by(tx, actor.id));
        items out;
        for (auto const& badge : list)
            out.push_back(hashtag_of(uris, badge));
        return out;
    };
    collection shape{.id = self->in.uris.featured_tags(uri), .ordered = false};
    return small_collection(std::move(self), std::move(request), uri, std::move(shape), fill);
}

answer read_worn_badges(reading_ptr self, http::request request, actor_place place)
{
    auto const uri = uri_of(*self, request, place);
    auto const fill = [](db::transaction& tx, domain::actor const& actor) -> result<items> {
        TRY(auto const list, db::worn_by(tx, actor.id));
        items out;
        for (auto const& badge : list)
            if (!badge.uri.empty())
                out.push_back(json_string(badge.uri));
        return out;
    };
    collection shape{.id = self->in.uris.worn_badges(uri)};
    return small_collection(std::move(self), std::move(request), uri, std::move(shape), fill);
}

} // namespace federwerk::api
