// SPDX-License-Identifier: AGPL-3.0-or-later
#include "translate/outgoing_pact.hpp"

#include "federation/vocab/contexts.hpp"
#include "federation/vocab/incoming.hpp"
#include "json/writer.hpp"

namespace federwerk::translate {

std::string announce_opening(domain::uris const& uris, std::string const& id, domain::opening const& o,
                             core::time_point now)
{
    auto const partners = uris.followers(uris.station());
    std::vector<std::string> const everybody{std::string(vocab::public_audience)};
    json::writer out;
    out.object([&] {
        out.key("@context").raw(vocab::activity_context());
        out.field("id", id).field("type", "Announce").field("actor", uris.station());
        out.field("to", o.is_public() ? everybody : std::vector{partners});
        out.field("cc", o.is_public() ? std::vector{partners} : std::vector<std::string>{});
        out.field("published", now).field("object", o.uri);
    });
    return out.take();
}

} // namespace federwerk::translate
