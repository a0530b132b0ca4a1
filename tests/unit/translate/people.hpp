// SPDX-License-Identifier: AGPL-3.0-or-later
// Alice of a.test, a badge and a highlight of hers.
#pragma once

#include "domain/actor.hpp"
#include "domain/badge.hpp"
#include "domain/highlight.hpp"
#include "domain/uris.hpp"
#include "support/source_tree.hpp"
#include "translate/outgoing.hpp"
#include "json/document.hpp"
#include "json/schema.hpp"

#include <string>

namespace federwerk::tests {

inline domain::uris const uris("https://a.test", "a.test");
inline core::time_point const noon = core::parse_rfc3339("2026-03-01T12:00:00Z").value();
inline translate::actor_keys const keys{"-----BEGIN PUBLIC KEY-----\nMIIB\n-----END PUBLIC KEY-----\n",
                                        "z6MkTest"};

inline domain::actor alice()
{
    domain::actor a;
    a.id = {1};
    a.uri = uris.actor(a.id);
    a.local = true;
    a.username = "alice";
    a.host = "a.test";
    a.name = "Alice";
    a.summary = "<p>Rust</p>";
    a.inbox = uris.inbox(a.uri);
    a.discoverable = true;
    a.fields = {{"Site", "<a href=\"https://alice.test\">alice.test</a>"}};
    a.published = a.updated_at = noon;
    return a;
}

inline domain::badge badge(std::string const& slug, std::int64_t id)
{
    domain::badge b;
    b.id = {id};
    b.actor_id = {id + 1};
    b.uri = uris.badge(b.actor_id);
    b.slug = slug;
    b.name = slug;
    b.created_at = noon;
    return b;
}

inline domain::highlight shipped()
{
    domain::highlight h;
    h.id = {7};
    h.actor_id = {1};
    h.uri = uris.highlight(h.id);
    h.headline = "Shipped v2 <now>";
    h.html = "<p>Text</p>";
    h.activity = "shipped";
    h.language = "en";
    h.published = noon;
    h.happened = domain::happening{core::parse_iso_day("2026-02-27").value(), {}};
    h.badges = {badge("c-plus-plus", 20), badge("founder", 30)};
    h.links = {{"https://x.test/?a=1&b=2", "The \"post\""}};
    h.pictures = {{{9}, "https://a.test/media/1.webp", "image/webp", "alt", "LKO2", 1200, 800}};
    return h;
}

inline bool fits(std::string const& text, std::string const& schema)
{
    return json::validate(text, source_tree() / "schemas/activitypub" / schema).has_value();
}

inline std::string why(std::string const& text, std::string const& schema)
{
    auto const checked = json::validate(text, source_tree() / "schemas/activitypub" / schema);
    return checked ? "" : checked.error().log;
}

} // namespace federwerk::tests
