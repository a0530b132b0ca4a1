// SPDX-License-Identifier: AGPL-3.0-or-later
// What this instance's people are open to, as the stations of other instances read it: to begin with, and to
// find what they missed. The partner of a pact reads what is for pacts too; anybody else what is public.
#include "api/activitypub/collection_document.hpp"
#include "api/activitypub/reading.hpp"
#include "core/url.hpp"
#include "db/actors.hpp"
#include "db/opening_audience.hpp"
#include "db/pacts.hpp"
#include "federation/vocab/contexts.hpp"
#include "translate/outgoing_opening.hpp"

namespace federwerk::api {

namespace {

constexpr int page_size = 25;

// That holds with the instance of who asks: its station, or the actor that signs its fetches. Who is left out
// is decided for its whole instance.
result<std::optional<domain::pact>> pact_with(db::transaction& tx, std::optional<domain::actor> const& who)
{
    if (!who || who->local || who->kind != domain::actor_kind::application)
        return std::optional<domain::pact>{};
    TRY(bool const holds, db::pact_holds(tx, who->host));
    return holds ? db::find_pact(tx, who->host) : std::optional<domain::pact>{};
}

struct question {
    std::optional<domain::actor> who;
    std::optional<core::snowflake> before;
};

result<std::string> page_of(db::transaction& tx, domain::uris const& uris, question const& q)
{
    TRY(auto const pact, pact_with(tx, q.who));
    auto const viewer = pact ? db::viewer(q.who->id) : db::viewer{};
    TRY(auto const found, db::openings_for_station(tx, viewer, {.before = q.before, .limit = page_size}));
    auto shown = found;
    if (pact) // Pushed or pulled, it is the same
        std::erase_if(shown, [&](auto const& o) { return !domain::lets_through(pact->filters, o); });
    TRY_VOID(db::remember_who_read(tx, viewer, shown)); // An Update and a Delete go there too
    auto const id = uris.station_openings();
    collection_page out{.collection_id = id,
                        .id = id + "?page=true" + (q.before ? "&before=" + q.before->text() : ""),
                        .next = std::nullopt,
                        .items = {},
                        .context = vocab::opening_context()};
    for (auto const& o : shown) {
        TRY(auto const owner, db::find_actor(tx, o.actor_id));
        if (owner)
            out.items.push_back(
                without_context(translate::note_document(uris, o, *owner), vocab::opening_context()));
    }
    if (found.size() == page_size)
        out.next = id + "?page=true&before=" + found.back().id.text();
    return write_page(out);
}

} // namespace

answer read_station_openings(reading_ptr self, http::request request)
{
    question q;
    CO_TRY(q.who, co_await asker(self, request));
    if (!core::query_value(request.query, "page"))
        co_return document_response(
            request, write_collection({.id = self->in.uris.station_openings(), .total = {}, .paged = true}),
            false);
    if (auto const text = core::query_value(request.query, "before")) {
        CO_TRY(q.before, core::snowflake::parse(*text));
    }
    auto const work = [&](db::transaction& tx) { return page_of(tx, self->in.uris, q); };
    CO_TRY(auto body, co_await self->in.db.run(work));
    co_return document_response(request, std::move(body), q.who.has_value());
}

} // namespace federwerk::api
