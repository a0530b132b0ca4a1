// SPDX-License-Identifier: AGPL-3.0-or-later
// Openness and calls at their ids. What has ended or is closed answers 410 to those who could have read it,
// and 404 like what never was to those who could not (T-66).
#include "db/openings.hpp"
#include "api/activitypub/reading.hpp"
#include "db/actors.hpp"
#include "db/tombstones.hpp"
#include "translate/outgoing_opening.hpp"

namespace federwerk::api {

namespace {

struct found_opening {
    domain::opening opening;
    domain::actor owner;
    std::optional<db::tombstone> tombstone; // Then nothing else
};

failure absent()
{
    return {errc::not_found, "no such opening, or not for this viewer", {}};
}

std::string uri_of(domain::uris const& uris, domain::opening_form form, core::snowflake id)
{
    return form == domain::opening_form::call ? uris.call(id) : uris.opening(id);
}

// Said to everybody once: that much everybody may know of it afterwards.
result<db::tombstone> what_was(db::transaction& tx, std::string const& uri)
{
    TRY(auto const deleted, db::find_tombstone(tx, uri));
    if (deleted && deleted->local)
        return *deleted;
    TRY(auto const over, db::find_any_opening(tx, uri));
    if (!over || !over->local || !over->is_public() || over->is_open(core::now()))
        return absent();
    return db::tombstone{
        .uri = uri, .local = true, .deleted_at = over->closed_at.value_or(over->ends_at), .actor_id = {}};
}

result<found_opening> load(db::transaction& tx, std::string const& uri, db::viewer who)
{
    TRY(auto const found, db::find_opening_by_uri(tx, uri, who));
    found_opening out;
    if (!found || !found->local || !found->is_open(core::now())) {
        TRY(out.tombstone, what_was(tx, uri));
        return out;
    }
    TRY(auto const owner, db::find_actor(tx, found->actor_id));
    if (!owner)
        return absent();
    out.opening = *found;
    out.owner = *owner;
    return out;
}

answer read(reading_ptr self, http::request request, domain::opening_form form)
{
    bool const page = wants_page(request);
    std::optional<domain::actor> who;
    if (!page) {
        CO_TRY(who, co_await asker(self, request));
    }
    auto const id = core::snowflake::parse(request.parameter("id"));
    if (!id)
        co_return absent();
    auto const uri = uri_of(self->in.uris, form, *id);
    db::viewer const viewer = who ? db::viewer(who->id) : std::nullopt;
    auto const work = [&](db::transaction& tx) { return load(tx, uri, viewer); };
    CO_TRY(auto const found, co_await self->in.db.run(work));
    if (found.tombstone)
        co_return gone_response(translate::tombstone_document(
            found.tombstone->uri, found.tombstone->former_type, found.tombstone->deleted_at));
    if (page)
        co_return redirect_to_page(translate::opening_page(self->in.uris, found.opening, found.owner));
    bool const closed = who || !found.opening.is_public();
    co_return document_response(request, translate::note_document(self->in.uris, found.opening, found.owner),
                                closed);
}

} // namespace

answer read_opening(reading_ptr self, http::request request)
{
    co_return co_await read(std::move(self), std::move(request), domain::opening_form::openness);
}

answer read_call(reading_ptr self, http::request request)
{
    co_return co_await read(std::move(self), std::move(request), domain::opening_form::call);
}

} // namespace federwerk::api
