// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/highlights/announce_highlight.hpp"

#include "db/actors.hpp"
#include "db/badges.hpp"
#include "outbox/enqueue.hpp"
#include "translate/outgoing.hpp"

#include <algorithm>

namespace federwerk::app {

namespace {

outbox::letter to_letter(domain::uris const& uris, core::snowflake id, domain::badge const& badge,
                         std::string type, domain::highlight const& h)
{
    return {.uri = uris.activity(id),
            .id = id,
            .actor_id = badge.actor_id,
            .type = std::move(type),
            .object_uri = h.uri,
            .highlight_id = h.id,
            .public_ = true,
            .body = {},
            .ordering_key = h.uri};
}

outbox::audience followers_of(core::snowflake actor_id)
{
    return {.followers = false, .actors = {}, .followers_of = {actor_id}};
}

// Lemmy resolves nothing: it wants the Create itself, byte for byte.
result<> announce_create(db::transaction& tx, domain::uris const& uris, domain::highlight const& h,
                         domain::badge const& badge, std::string_view create_document)
{
    TRY(auto const id, db::next_id(tx));
    auto letter = to_letter(uris, id, badge, "Announce", h);
    letter.body = translate::announce_create(uris, letter.uri, badge.uri, create_document, h.published);
    TRY_VOID(outbox::enqueue(tx, letter, followers_of(badge.actor_id), h.published));
    return {};
}

result<> announce_by(db::transaction& tx, domain::uris const& uris, domain::highlight const& h,
                     domain::badge const& badge, core::snowflake id, std::string const& author_uri)
{
    auto letter = to_letter(uris, id, badge, "Announce", h);
    letter.body = translate::announce_note(uris, letter.uri, badge.uri, h, author_uri);
    TRY_VOID(outbox::enqueue(tx, letter, followers_of(badge.actor_id), h.published));
    return {};
}

// The base of our ids is what stands before the path in the badge's own.
domain::uris uris_of(domain::actor const& badge)
{
    return {badge.uri.substr(0, badge.uri.find("/ap/badges/")), badge.host};
}

result<> retract(db::transaction& tx, domain::highlight const& h, domain::badge const& badge,
                 db::announce const& said, core::time_point now)
{
    TRY(auto const actor, db::find_actor(tx, said.actor_id));
    if (!actor)
        return {};
    auto const uris = uris_of(*actor);
    TRY(auto const id, db::next_id(tx));
    auto letter = to_letter(uris, id, badge, "Undo", h);
    letter.highlight_id.reset(); // It outlives the highlight
    letter.body = translate::undo_announce(uris, letter.uri, badge.uri, said.uri, h.uri);
    TRY_VOID(outbox::enqueue(tx, letter, followers_of(badge.actor_id), now));
    return db::delete_announce(tx, said.id);
}

} // namespace

result<> announce_highlight(db::transaction& tx, domain::uris const& uris, domain::highlight const& h,
                            domain::actor const& author, std::string_view create_document,
                            core::time_point now)
{
    if (h.seen_by != domain::visibility::public_)
        return {};
    for (auto const& badge : h.badges) {
        if (!badge.host.empty() || !badge.actor_id)
            continue;
        TRY(auto const id, db::next_id(tx));
        db::announce const said{id, uris.activity(id), badge.actor_id, h.id, now};
        TRY(bool const first, db::insert_announce(tx, said));
        if (!first)
            continue;
        TRY_VOID(announce_by(tx, uris, h, badge, id, author.uri));
        if (!create_document.empty())
            TRY_VOID(announce_create(tx, uris, h, badge, create_document));
    }
    return {};
}

result<> retract_announces(db::transaction& tx, domain::highlight const& h, which ones, core::time_point now)
{
    TRY(auto const announces, db::announces_by_our_badges(tx, h.id));
    for (auto const& said : announces) {
        bool const worn =
            std::ranges::find(h.badges, said.actor_id, &domain::badge::actor_id) != h.badges.end();
        if (ones == which::no_longer_worn && worn)
            continue;
        TRY(auto const badge, db::find_badge_by_actor(tx, said.actor_id));
        if (badge)
            TRY_VOID(retract(tx, h, *badge, said, now));
    }
    return {};
}

} // namespace federwerk::app
