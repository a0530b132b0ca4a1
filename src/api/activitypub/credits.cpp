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
    bool open = false; // To everybody
    std::optional<db::tombstone> tombstone;
};

failure absent()
{
    return {errc::not_found, "no such authorization", {}};
}

// Who sees a highlight of somebody elsewhere is not known here: of that, whoever has the id has it from
// there.
result<bool> may_read(db::transaction& tx, std::optional<domain::highlight> const& h,
                      std::optional<domain::actor> const& who)
{
    if (!who || !h || !h->local)
        return who.has_value();
    return db::is_for_reader(tx, h->id, *who);
}

result<found_credit> show(db::transaction& tx, domain::credit c, std::optional<domain::actor> const& who)
{
    TRY(auto const collaborator, db::find_actor(tx, c.collaborator_id));
    if (!collaborator || collaborator->state == domain::actor_state::suspended)
        return absent();
    TRY(auto const h, db::find_any_highlight(tx, c.highlight_uri));
    bool const open = h && h->seen_by == domain::visibility::public_;
    TRY(bool const may, open ? result<bool>(true) : may_read(tx, h, who));
    if (!may)
        return absent();
    return found_credit{std::move(c.document), open, {}};
}

result<found_credit> load(db::transaction& tx, std::string const& uri,
                          std::optional<domain::actor> const& who)
{
    TRY(auto c, db::find_credit_by_uri(tx, uri));
    if (c && c->uri == uri && c->state == domain::credit_state::confirmed && !c->document.empty())
        return show(tx, std::move(*c), who);
    found_credit out;
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
    auto const uri = self->in.uris.credit(std::string(request.parameter("id")));
    CO_TRY(auto found, co_await self->in.db.run([&](db::transaction& tx) { return load(tx, uri, who); }));
    if (found.tombstone)
        co_return gone_response(translate::tombstone_document(
            found.tombstone->uri, found.tombstone->former_type, found.tombstone->deleted_at));
    co_return document_response(request, std::move(found.document), who || !found.open);
}

} // namespace federwerk::api
