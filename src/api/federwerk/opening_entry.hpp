// SPDX-License-Identifier: AGPL-3.0-or-later
// An openness or a call as our own API shows it.
#pragma once

#include "app/openings/opening_owner.hpp"
#include "domain/uris.hpp"
#include "json/writer.hpp"

namespace federwerk::api {

// A whole object, as everybody may see it: nothing in it says who may not.
void write_opening(json::writer& w, domain::uris const& uris, domain::opening const& o,
                   domain::actor const& owner, core::time_point now);
// With what is for its owner's eyes: Markdown, audience, exclusions, and what is closed or used up.
void write_own_opening(json::writer& w, domain::uris const& uris, app::owned_opening const& o,
                       core::time_point now);

} // namespace federwerk::api
