// SPDX-License-Identifier: AGPL-3.0-or-later
// Domain structs as data for the templates. Whoever passes a highlight has asked visible_to before.
#pragma once

#include "domain/actor.hpp"
#include "domain/badge.hpp"
#include "domain/highlight.hpp"
#include "domain/opening.hpp"
#include "domain/uris.hpp"
#include "web/locale.hpp"
#include "web/page.hpp"
#include "web/people.hpp"

#include <string>
#include <vector>

namespace federwerk::web {

// How far a member's badge is backed, as a word and as the kind of its ring (WEB.md).
enum class badge_level { none, claimed, shown, confirmed, issued };

std::string name_of(domain::actor const& actor);    // The handle's name where none is given
std::string address_of(domain::actor const& actor); // The page of an actor, here or at home
std::string face(domain::actor const& actor,
                 std::string_view size); // Their picture, or the first letter of the name

data badge_view(domain::uris const& uris, locale const& language, domain::badge const& badge,
                badge_level level);
data badge_views(domain::uris const& uris, locale const& language, std::vector<domain::badge> const& badges);

// heading: "h1" on its own page; in lists the level below their own heading, where long text is clamped and
// the headline leads to the page.
data highlight_view(domain::uris const& uris, locale const& language, domain::highlight const& h,
                    people const& known, std::string_view heading);
// Those whose authors are known, in their order.
data highlight_views(domain::uris const& uris, locale const& language,
                     std::vector<domain::highlight> const& highlights, people const& known,
                     std::string_view heading);

// Whoever passes an opening has asked opening_visible_to before.
data opening_view(domain::uris const& uris, locale const& language, domain::opening const& o,
                  domain::actor const& owner);
std::string title_of(locale const& language, domain::opening const& o);
std::string eyebrow_of(locale const& language, domain::opening const& o); // "Open to", "Looking for", "Call"

// The value, or what mustache takes for false where it is empty.
data or_false(std::string const& value);
data or_false(std::optional<std::string> const& value);

} // namespace federwerk::web
