// SPDX-License-Identifier: AGPL-3.0-or-later
// An openness or a call as a Note with the properties of FEP-0837, and the activities about it (interop 2.4).
#pragma once

#include "domain/actor.hpp"
#include "domain/opening.hpp"
#include "domain/uris.hpp"
#include "translate/outgoing.hpp"

#include <string>

namespace federwerk::translate {

std::string note_document(domain::uris const& uris, domain::opening const& o, domain::actor const& owner);

// `id` is the activity's URI.
std::string create(domain::uris const& uris, std::string const& id, domain::opening const& o,
                   domain::actor const& owner);
std::string update(domain::uris const& uris, std::string const& id, domain::opening const& o,
                   domain::actor const& owner);
std::string delete_(std::string const& id, domain::opening const& o, domain::actor const& owner);

// Everybody and the followers; or nobody whom anybody could list: such a one goes to personal inboxes, and
// its owner is whom it came to.
addressing address(domain::opening const& o, domain::actor const& owner);
std::string limited_audience(domain::opening const& o); // Of those that are not public; never served

// What a person reads: kind, title, text, terms, end, link; German where the opening is written in German.
std::string opening_html(domain::uris const& uris, domain::opening const& o, domain::actor const& owner);
std::string opening_page(domain::uris const& uris, domain::opening const& o, domain::actor const& owner);
std::vector<domain::badge> badges_of(domain::opening const& o); // Of all seats, each once
// The kind of a seat as it is called in that direction, in German for "de…", else in English; empty where we
// do not know the kind.
std::string kind_name(domain::opening const& o, domain::seat const& s, std::string_view language);

} // namespace federwerk::translate
