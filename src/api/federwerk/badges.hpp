// SPDX-License-Identifier: AGPL-3.0-or-later
// Badges in our own API: search, read, make. Wearing them is part of the profile.
#pragma once

#include "api/access.hpp"
#include "db/credits.hpp"
#include "domain/badge.hpp"
#include "json/writer.hpp"

namespace federwerk::api {

std::vector<api_route> badge_routes(app::instance const& in);

// A whole object. standing: how far it is backed with the member whose it is, as a word.
void write_badge(json::writer& w, domain::uris const& uris, domain::badge const& badge,
                 std::optional<db::backing> standing = std::nullopt);

} // namespace federwerk::api
