// SPDX-License-Identifier: AGPL-3.0-or-later
#include "federation/vocab/incoming.hpp"
#include "translate/outgoing.hpp"

namespace federwerk::translate {

// to and cc are always both there, and the same on the Note, its Create and its Delete (interop quirk 22).
addressing address(domain::uris const& uris, domain::highlight const& h, domain::actor const& author)
{
    auto const followers = author.followers.value_or(uris.followers(author.uri));
    if (h.seen_by == domain::visibility::named)
        return {.to = h.audience, .cc = {}};
    if (h.seen_by == domain::visibility::followers)
        return {.to = {followers}, .cc = {}};
    addressing out{.to = {std::string(vocab::public_audience)}, .cc = {followers}};
    // Exactly one Group may be addressed, or Lemmy refuses the Note (interop 2.1).
    if (!h.badges.empty() && !h.badges.front().uri.empty())
        out.to.push_back(h.badges.front().uri);
    return out;
}

} // namespace federwerk::translate
