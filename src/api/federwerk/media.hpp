// SPDX-License-Identifier: AGPL-3.0-or-later
// Pictures in our own API, and the files themselves under /media/.
#pragma once

#include "api/access.hpp"
#include "domain/highlight.hpp"
#include "json/writer.hpp"

namespace federwerk::api {

std::vector<api_route> media_routes(app::instance const& in); // POST /media, PATCH /media/{id}

// GET /media/{file}: for ever the same bytes, never taken for a page or for ActivityPub (T-03).
http::route media_file_route(app::instance const& in);

void write_picture(json::writer& w, domain::picture const& p); // A whole object

} // namespace federwerk::api
