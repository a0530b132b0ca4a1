// SPDX-License-Identifier: AGPL-3.0-or-later
// What one party says to another, and to nobody else.
#pragma once

#include "domain/actor.hpp"
#include "json/writer.hpp"

#include <string>
#include <string_view>

namespace federwerk::translate {

struct head {
    std::string_view id, type;
    domain::actor const& from;
    domain::actor const& to;
};

template <class Body>
std::string to_one(std::string_view context, head const& begin, Body&& body)
{
    json::writer out;
    out.object([&] {
        out.key("@context").raw(context);
        out.field("id", begin.id).field("type", begin.type).field("actor", begin.from.uri);
        out.array("to", [&] { out.value(begin.to.uri); }).array("cc", [] {});
        body(out);
    });
    return out.take();
}

// Mastodon shows a direct Note to whom it mentions.
std::string mention_html(domain::actor const& whom);

} // namespace federwerk::translate
