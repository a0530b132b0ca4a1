// SPDX-License-Identifier: AGPL-3.0-or-later
#include "api/activitypub/reading.hpp"
#include "db/activities.hpp"
#include "db/actors.hpp"
#include "db/highlights.hpp"
#include "db/openings.hpp"
#include "db/tombstones.hpp"

namespace federwerk::api {

namespace {

struct found_highlight {
    domain::highlight highlight;
    domain::actor author;
    std::optional<db::tombstone> tombstone; // Then nothing else
};

failure absent()
{
    return {errc::not_found, "no such object, or not for this viewer", {}};
}

result<found_highlight> load(db::transaction& tx, domain::uris const& uris, core::snowflake id,
                             db::viewer who)
{
    TRY(auto const found, db::find_highlight(tx, id, who));
    found_highlight out;
    if (found && found->local) {
        TRY(auto const author, db::find_actor(tx, found->actor_id));
        if (!author)
            return absent();
        out.highlight = *found;
        out.author = *author;
        return out;
    }
    TRY(out.tombstone, db::find_tombstone(tx, uris.highlight(id)));
    if (!out.tombstone || !out.tombstone->local)
        return absent();
    return out;
}

// What is taken back names ids only, and outlives what it was about.
bool is_retraction(std::string_view type)
{
    return type == "Delete" || type == "Undo";
}

struct found_activity {
    std::string body;
    bool open = false; // To everybody
};

result<found_activity> load_activity(db::transaction& tx, core::snowflake id, db::viewer who)
{
    TRY(auto const said, db::find_activity(tx, id));
    if (!said)
        return absent();
    if (!said->highlight_id && !said->public_ && (said->type == "Create" || said->type == "Update")) {
        TRY(auto const opening, db::find_opening_by_uri(tx, said->object_uri, who));
        if (!opening || !opening->local || !opening->is_open(core::now()))
            return absent();
        return found_activity{said->body, opening->is_public()};
    }
    if (!said->highlight_id || (said->public_ && is_retraction(said->type))) {
        if (!said->public_)
            return absent();
        return found_activity{said->body, true};
    }
    TRY(auto const about, db::find_highlight(tx, *said->highlight_id, who));
    if (!about)
        return absent();
    return found_activity{said->body, about->seen_by == domain::visibility::public_};
}

db::viewer viewer_of(std::optional<domain::actor> const& who)
{
    return who ? db::viewer(who->id) : std::nullopt;
}

} // namespace

answer read_highlight(reading_ptr self, http::request request)
{
    bool const page = wants_page(request);
    std::optional<domain::actor> who;
    if (!page) {
        CO_TRY(who, co_await asker(self, request));
    }
    auto const id = core::snowflake::parse(request.parameter("id"));
    if (!id)
        co_return absent();
    auto const work = [&](db::transaction& tx) { return load(tx, self->in.uris, *id, viewer_of(who)); };
    CO_TRY(auto const found, co_await self->in.db.run(work));
    if (found.tombstone)
        co_return gone_response(translate::tombstone_document(
            found.tombstone->uri, found.tombstone->former_type, found.tombstone->deleted_at));
    auto const& h = found.highlight;
    if (page)
        co_return redirect_to_page(h.url.value_or(self->in.uris.highlight_page(found.author.username, h.id)));
    bool const closed = who || h.seen_by != domain::visibility::public_;
    co_return document_response(request, translate::note_document(self->in.uris, h, found.author), closed);
}

answer read_activity(reading_ptr self, http::request request)
{
    CO_TRY(auto const who, co_await asker(self, request));
    auto const id = core::snowflake::parse(request.parameter("id"));
    if (!id)
        co_return absent();
    auto const work = [&](db::transaction& tx) { return load_activity(tx, *id, viewer_of(who)); };
    CO_TRY(auto found, co_await self->in.db.run(work));
    co_return document_response(request, std::move(found.body), who || !found.open);
}

} // namespace federwerk::api
