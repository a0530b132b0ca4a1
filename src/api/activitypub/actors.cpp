// SPDX-License-Identifier: AGPL-3.0-or-later
#include "db/actors.hpp"
#include "api/activitypub/reading.hpp"
#include "db/awards.hpp"
#include "db/badges.hpp"
#include "db/tombstones.hpp"
#include "translate/award_fields.hpp"
#include "translate/outgoing.hpp"

namespace federwerk::api {

namespace {

struct actor_rows {
    domain::actor actor;
    std::vector<domain::public_key> keys;
    std::vector<domain::badge> worn;
    std::optional<domain::badge> badge;
    std::string steward;
};

result<actor_rows> load(db::transaction& tx, std::string const& uri, actor_place place)
{
    actor_rows out;
    TRY(out.actor, actor_at(tx, uri));
    TRY(out.keys, db::public_keys_of(tx, out.actor.id));
    if (place == actor_place::members) {
        TRY(out.worn, db::worn_by(tx, out.actor.id));
        TRY(auto const shown, db::shown_awards_of(tx, out.actor.id));
        out.actor = translate::with_awards(std::move(out.actor), shown);
    }
    if (place == actor_place::badges) {
        TRY(out.badge, db::find_badge_by_actor(tx, out.actor.id));
        if (!out.badge)
            return failure{errc::not_found, "no badge at " + uri, {}};
        if (out.badge->creator_id) {
            TRY(auto const creator, db::find_actor(tx, *out.badge->creator_id));
            if (creator && creator->local && creator->state == domain::actor_state::active)
                out.steward = creator->uri;
        }
    }
    return out;
}

std::string write(domain::uris const& uris, actor_rows const& rows, translate::actor_keys const& keys,
                  bool stub)
{
    if (rows.actor.uri == uris.instance_actor() || rows.actor.uri == uris.station())
        return translate::instance_document(uris, rows.actor, keys);
    if (stub)
        return translate::stub_document(uris, rows.actor, keys);
    if (rows.badge)
        return translate::badge_document(uris, *rows.badge, rows.actor, rows.steward, keys);
    return translate::member_document(uris, rows.actor, rows.worn, keys);
}

awaited<std::string> document(reading_ptr self, std::string uri, actor_place place, bool stub)
{
    auto key = (stub ? "stub " : "full ") + uri;
    auto const state = self->in.post.nudges();
    if (auto const kept = self->memory.find(key, state))
        co_return *kept;
    auto const work = [&](db::transaction& tx) { return load(tx, uri, place); };
    CO_TRY(auto const rows, co_await self->in.db.run(work));
    CO_TRY(auto const keys, co_await keys_of(self, rows.actor, rows.keys));
    auto out = write(self->in.uris, rows, keys, stub);
    self->memory.keep(std::move(key), out, state);
    co_return out;
}

awaited<std::string> page_of(reading_ptr self, std::string uri, actor_place place)
{
    if (is_application(place))
        co_return self->in.uris.base() + "/";
    auto const work = [&](db::transaction& tx) { return load(tx, uri, place); };
    CO_TRY(auto const rows, co_await self->in.db.run(work));
    co_return rows.badge ? self->in.uris.badge_page(rows.badge->slug)
                         : self->in.uris.member_page(rows.actor.username);
}

// 410 with what is left; Mastodon deletes its copy only for a 410 (interop quirk 13).
answer farewell(reading_ptr self, std::string uri)
{
    auto const work = [&](db::transaction& tx) { return db::find_tombstone(tx, uri); };
    CO_TRY(auto const left, co_await self->in.db.run(work));
    if (!left)
        co_return refusal(errc::gone);
    co_return gone_response(translate::tombstone_document(uri, left->former_type, left->deleted_at));
}

} // namespace

answer read_actor(reading_ptr self, http::request request, actor_place place)
{
    auto const uri = uri_of(*self, request, place);
    if (wants_page(request)) {
        CO_TRY(auto const page, co_await page_of(self, uri, place));
        co_return redirect_to_page(page);
    }
    // Whoever fetches a key to verify our signature cannot sign that fetch (interop quirk 10): a stub is for
    // everybody.
    bool stub = false;
    bool const guarded = self->in.settings.federation.authorized_fetch && !is_application(place);
    if (guarded) {
        auto const who = co_await signer(self, request);
        stub = !who || !*who;
    }
    auto body = co_await document(self, uri, place, stub);
    if (!body && body.error().code == errc::gone)
        co_return co_await farewell(self, uri);
    if (!body)
        co_return body.error();
    co_return document_response(request, std::move(*body), guarded);
}

} // namespace federwerk::api
