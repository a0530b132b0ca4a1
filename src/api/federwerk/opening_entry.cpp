// SPDX-License-Identifier: AGPL-3.0-or-later
#include "api/federwerk/opening_entry.hpp"

#include "api/federwerk/actor_entry.hpp"
#include "api/federwerk/badges.hpp"

namespace federwerk::api {

namespace {

void write_seats(json::writer& w, domain::uris const& uris, domain::opening const& o)
{
    w.array("seats", [&] {
        for (auto const& each : o.seats)
            w.object([&] {
                w.field("position", each.position).field("uri", each.uri).key("kind");
                each.kind.empty() ? w.null() : w.value(each.kind);
                w.array("badges", [&] {
                    for (auto const& badge : each.badges)
                        write_badge(w, uris, badge);
                });
                w.field("places", each.places).field("full", each.full());
            });
    });
}

void write_place(json::writer& w, std::optional<domain::location> const& where)
{
    w.key("place");
    if (!where) {
        w.null();
        return;
    }
    w.object([&] {
        w.field("name", where->name).field("latitude", where->latitude).field("longitude", where->longitude);
        w.field("radius_km", where->radius_km);
    });
}

void write_terms(json::writer& w, domain::opening const& o)
{
    w.array("terms", [&] {
        for (auto const each : o.terms)
            w.value(domain::to_string(each));
    });
    w.key("in_exchange");
    o.in_exchange.empty() ? w.null() : w.value(o.in_exchange);
}

void write_shared(json::writer& w, domain::uris const& uris, domain::opening const& o,
                  domain::actor const& owner, core::time_point now)
{
    w.field("id", o.id).field("uri", o.uri).field("url", o.url.value_or(o.uri));
    w.field("form", domain::to_string(o.form)).field("direction", domain::to_string(o.direction));
    w.field("title", o.title).field("html", o.html).field("language", o.language);
    write_seats(w, uris, o);
    write_terms(w, o);
    w.field("at_distance", o.at_distance);
    write_place(w, o.where);
    w.field("languages", o.languages).field("questions", o.questions).field("capacity", o.capacity);
    w.field("full", o.is_full(now)).field("ends_at", o.ends_at).field("renews", o.renews_id);
    w.key("owner");
    write_actor(w, owner);
    w.field("published", o.published).field("edited_at", o.edited_at);
}

} // namespace

void write_opening(json::writer& w, domain::uris const& uris, domain::opening const& o,
                   domain::actor const& owner, core::time_point now)
{
    w.object([&] { write_shared(w, uris, o, owner, now); });
}

void write_own_opening(json::writer& w, domain::uris const& uris, app::owned_opening const& own,
                       core::time_point now)
{
    auto const& o = own.opening;
    w.object([&] {
        write_shared(w, uris, o, own.owner, now);
        w.field("markdown", o.markdown.value_or("")).field("audience", domain::to_string(o.audience));
        w.field("exclusions", own.excluded).field("closed_at", o.closed_at).field("full_until", o.full_until);
    });
}

} // namespace federwerk::api
