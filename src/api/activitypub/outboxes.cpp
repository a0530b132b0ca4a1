// SPDX-License-Identifier: AGPL-3.0-or-later
// Outboxes: what anybody may see, newest first. Members' list their highlights and what they are open to now,
// badges' the announces of others' highlights.
#include "api/activitypub/collection_document.hpp"
#include "api/activitypub/reading.hpp"
#include "core/url.hpp"
#include "db/activities.hpp"
#include "db/announces.hpp"
#include "db/highlights.hpp"
#include "db/openings.hpp"
#include "federation/vocab/contexts.hpp"
#include "translate/outgoing_opening.hpp"

#include <algorithm>

namespace federwerk::api {

namespace {

constexpr int page_size = 20;

struct listing {
    std::vector<std::string> items;
    std::optional<core::snowflake> last; // Where the next page begins
};

struct entry {
    core::snowflake id;
    std::string document;
};

template <class T, class Write>
result<> add_creates(db::transaction& tx, std::vector<T> const& list, std::vector<entry>& out, Write write)
{
    std::vector<std::string> ids;
    for (auto const& each : list)
        ids.push_back(each.uri);
    TRY(auto const said, db::create_uris(tx, ids));
    for (auto const& each : list) {
        // What is quiet was never said to anybody; its Create is named after it.
        auto const found = said.find(each.uri);
        out.push_back({each.id, write(found == said.end() ? each.uri + "#create" : found->second, each)});
    }
    return {};
}

result<listing> creates(db::transaction& tx, domain::uris const& uris, domain::actor const& actor,
                        db::page const& where)
{
    TRY(auto const highlights, db::highlights_of_actor(tx, actor.id, std::nullopt, where));
    TRY(auto const openings, db::openings_of_actor(tx, actor.id, std::nullopt, where));
    std::vector<entry> both;
    TRY_VOID(add_creates(tx, highlights, both, [&](std::string const& id, domain::highlight const& h) {
        return without_context(translate::create(uris, id, h, actor), vocab::note_context());
    }));
    TRY_VOID(add_creates(tx, openings, both, [&](std::string const& id, domain::opening const& o) {
        return without_context(translate::create(uris, id, o, actor), vocab::opening_context());
    }));
    std::ranges::sort(both, std::ranges::greater(), &entry::id);
    both.resize(std::min(both.size(), static_cast<std::size_t>(where.limit)));
    listing out;
    for (auto& each : both) {
        out.items.push_back(std::move(each.document));
        out.last = each.id;
    }
    return out;
}

result<listing> announces(db::transaction& tx, domain::uris const& uris, domain::actor const& badge,
                          db::page const& where)
{
    TRY(auto const list, db::announces_of(tx, badge.id, where.before, where.limit));
    std::vector<core::snowflake> ids;
    for (auto const& announce : list)
        ids.push_back(announce.highlight_id);
    TRY(auto const visible, db::find_highlights(tx, ids, std::nullopt));
    listing out;
    for (auto const& announce : list) {
        out.last = announce.id;
        auto h = std::ranges::find(visible, announce.highlight_id, &domain::highlight::id);
        if (h == visible.end() || h->seen_by != domain::visibility::public_)
            continue;
        auto said = *h;
        said.published = announce.published;
        auto const document = translate::announce_note(uris, announce.uri, badge.uri, said, {});
        out.items.push_back(without_context(document, vocab::activity_context()));
    }
    if (static_cast<int>(list.size()) < where.limit)
        out.last.reset();
    return out;
}

result<std::string> collection_of(db::transaction& tx, domain::actor const& actor, actor_place place,
                                  std::string const& id)
{
    if (is_application(place))
        return write_collection({.id = id, .total = 0, .items = std::vector<std::string>{}});
    if (place == actor_place::badges)
        return write_collection({.id = id, .paged = true});
    TRY(auto const highlights, db::count_public_highlights(tx, actor.id));
    TRY(auto const openings, db::count_public_openings(tx, actor.id));
    return write_collection({.id = id, .total = highlights + openings, .paged = true});
}

result<std::string> page_of(db::transaction& tx, domain::uris const& uris, domain::actor const& actor,
                            actor_place place, std::optional<core::snowflake> before)
{
    auto const id = uris.outbox(actor.uri);
    db::page const where{.before = before, .limit = page_size};
    TRY(auto const list,
        place == actor_place::badges ? announces(tx, uris, actor, where) : creates(tx, uris, actor, where));
    bool const full = list.last && (place == actor_place::badges || list.items.size() == page_size);
    auto const self = id + "?page=true" + (before ? "&before=" + before->text() : "");
    return write_page(
        {.collection_id = id,
         .id = self,
         .next = full ? std::optional(id + "?page=true&before=" + list.last->text()) : std::nullopt,
         .items = list.items,
         .context = vocab::opening_context()}); // It has the terms of highlights too
}

} // namespace

answer read_outbox(reading_ptr self, http::request request, actor_place place)
{
    CO_TRY(auto const who, co_await asker(self, request));
    auto const uri = uri_of(*self, request, place);
    bool const page = !is_application(place) && core::query_value(request.query, "page").has_value();
    std::optional<core::snowflake> before;
    if (auto const text = core::query_value(request.query, "before"); text && page) {
        CO_TRY(before, core::snowflake::parse(*text));
    }
    auto const work = [&](db::transaction& tx) -> result<std::string> {
        TRY(auto const actor, actor_at(tx, uri));
        return page ? page_of(tx, self->in.uris, actor, place, before)
                    : collection_of(tx, actor, place, self->in.uris.outbox(uri));
    };
    CO_TRY(auto body, co_await self->in.db.run(work));
    co_return document_response(request, std::move(body), who.has_value());
}

} // namespace federwerk::api
