// SPDX-License-Identifier: AGPL-3.0-or-later
// The consent of a member here to be named on a highlight: at its id for as long as it holds (product C.3).
#include "db/credits.hpp"
#include "api/activitypub/reading.hpp"
#include "db/actors.hpp"
#include "db/highlights.hpp"
#include "db/tombstones.hpp"

namespace federwerk::api {

namespace {

struct found_credit {
    std::string document;
    bool open = false; // About a highlight that everybody sees
    std::optional<db::tombstone> tombstone;
};

failure absent()
{
    return {errc::not_found, "no such authorization", {}};
}

result<found_credit> load(db::transaction& tx, std::string const& uri)
{
    found_credit out;
    TRY(auto const c, db::find_credit_by_uri(tx, uri));
    if (c && c->uri == uri && c->state == domain::credit_state::confirmed && !c->document.empty()) {
        TRY(auto const h, db::find_any_highlight(tx, c->highlight_uri));
        out.document = c->document;
        out.open = h && h->seen_by == domain::visibility::public_;
        return out;
    }
    TRY(out.tombstone, db::find_tombstone(tx, uri));
    if (!out.tombstone || !out.tombstone->local)
        return absent();
    return out;
}

} // namespace

// Whom a highlight of few concerns is told to servers that say who they are.
answer read_credit(reading_ptr self, http::request request)
{
    CO_TRY(auto const who, co_await asker(self, request));
    auto const id = core::snowflake::parse(request.parameter("id"));
    if (!id)
        co_return absent();
    auto const uri = self->in.uris.credit(*id);
    CO_TRY(auto found, co_await self->in.db.run([&](db::transaction& tx) { return load(tx, uri); }));
    if (found.tombstone)
        co_return gone_response(translate::tombstone_document(
            found.tombstone->uri, found.tombstone->former_type, found.tombstone->deleted_at));
    if (!found.open && !who)
        co_return absent();
    co_return document_response(request, std::move(found.document), who || !found.open);
}

} // namespace federwerk::api
