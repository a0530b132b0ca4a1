// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/badges/adopt_badges.hpp"

#include "core/text.hpp"
#include "db/actors.hpp"
#include "db/badges.hpp"
#include "domain/pact.hpp"

namespace federwerk::app {

namespace {

domain::actor local_actor(domain::uris const& uris, std::string uri, domain::actor_kind kind,
                          std::string username)
{
    domain::actor a;
    a.uri = std::move(uri);
    a.local = true;
    a.kind = kind;
    a.username = std::move(username);
    a.host = uris.authority();
    a.inbox = uris.inbox(a.uri);
    a.shared_inbox = uris.shared_inbox();
    a.outbox = uris.outbox(a.uri);
    a.followers = uris.followers(a.uri);
    a.following = uris.following(a.uri);
    a.published = a.updated_at = core::now();
    return a;
}

result<> adopt(db::transaction& tx, domain::uris const& uris, db::unadopted_badge const& orphan)
{
    domain::badge badge;
    badge.slug = orphan.slug;
    badge.name = orphan.name;
    badge.description = orphan.description;
    TRY(badge.actor_id, db::next_id(tx));
    TRY_VOID(db::insert_actor(tx, actor_of_badge(uris, badge)));
    return db::give_actor(tx, orphan.id, badge.actor_id);
}

// Who acts for the instance as a whole, and whom others follow only where somebody here agrees.
result<> adopt_application(db::pool& db, domain::uris const& uris, std::string const& uri,
                           std::string const& username)
{
    auto const done = db.run_now([&](db::transaction& tx) -> result<> {
        TRY(auto const known, db::find_actor_by_uri(tx, uri));
        if (known)
            return {};
        auto a = local_actor(uris, uri, domain::actor_kind::application, username);
        TRY(a.id, db::next_id(tx));
        a.name = uris.authority();
        a.url = uris.base();
        a.approves_followers = true;
        return db::insert_actor(tx, a);
    });
    // Another process was faster: theirs is the same.
    if (!done && done.error().code != errc::conflict)
        return done.error();
    return {};
}

} // namespace

domain::actor actor_of_badge(domain::uris const& uris, domain::badge const& badge)
{
    auto a = local_actor(uris, uris.badge(badge.actor_id), domain::actor_kind::group, "badge." + badge.slug);
    a.id = badge.actor_id;
    a.name = badge.name;
    if (!badge.description.empty())
        a.summary = "<p>" + core::escape_html(badge.description) + "</p>";
    a.url = uris.badge_page(badge.slug);
    a.discoverable = true;
    a.approves_followers = false; // Lemmy takes a Group that approves for a private community (interop 2.2)
    return a;
}

result<> adopt_badges(db::pool& db, domain::uris const& uris)
{
    return db.run_now([&](db::transaction& tx) -> result<> {
        TRY(auto const orphans, db::unadopted_badges(tx));
        for (auto const& each : orphans)
            TRY_VOID(adopt(tx, uris, each));
        return {};
    });
}

result<> adopt_instance_actor(db::pool& db, domain::uris const& uris)
{
    return adopt_application(db, uris, uris.instance_actor(), "instance.actor");
}

result<> adopt_station(db::pool& db, domain::uris const& uris)
{
    return adopt_application(db, uris, uris.station(), std::string(domain::station_name));
}

} // namespace federwerk::app
