// SPDX-License-Identifier: AGPL-3.0-or-later
// Parts that several documents share. Keys are written in a fixed order, so equal things are equal bytes.
#pragma once

#include "domain/highlight.hpp"
#include "domain/uris.hpp"
#include "translate/outgoing.hpp"
#include "json/writer.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace federwerk::translate {

// One rule of an interaction policy: nobody is written as the owner alone, since an empty list means
// everybody (interop 1.6).
void write_rule(json::writer& out, std::string_view name, std::string_view allowed);
void write_rule(json::writer& out, std::string_view name, std::vector<std::string> const& allowed);

// Hashtag and FEP-e232 link of each badge: what a highlight carries and what a member wears.
void write_badge_tags(json::writer& out, domain::uris const& uris, std::vector<domain::badge> const& badges);

// The properties of the Note, inside an object that the caller opened; no @context.
void write_note(json::writer& out, domain::uris const& uris, domain::highlight const& h,
                domain::actor const& author);

} // namespace federwerk::translate
