// SPDX-License-Identifier: AGPL-3.0-or-later
#include "api/federwerk/actor_entry.hpp"

namespace federwerk::api {

std::string_view kind_name(domain::actor_kind kind)
{
    switch (kind) {
    case domain::actor_kind::person:
        return "person";
    case domain::actor_kind::organization:
        return "organization";
    case domain::actor_kind::group:
        return "group";
    case domain::actor_kind::application:
        return "application";
    case domain::actor_kind::service:
        break;
    }
    return "service";
}

void write_actor(json::writer& w, domain::actor const& a)
{
    w.object([&] {
        w.field("id", a.id).field("uri", a.uri).field("handle", a.handle()).field("name", a.name);
        w.field("kind", kind_name(a.kind)).field("local", a.local);
        w.field("url", a.url.value_or(a.uri)).field("icon_url", a.icon_url);
        w.field("verified", a.verified);
    });
}

} // namespace federwerk::api
