// SPDX-License-Identifier: AGPL-3.0-or-later
// Highlights in our own API: publish, edit, delete, read, list by member or badge.
#pragma once

#include "api/access.hpp"
#include "domain/highlight.hpp"
#include "json/writer.hpp"

namespace federwerk::api {

std::vector<api_route> highlight_routes(app::instance const& in);

// A whole object. The author alone sees the Markdown, the collaborators and the named people.
void write_highlight(json::writer& w, domain::uris const& uris, domain::highlight const& h,
                     domain::actor const& author, core::snowflake viewer_id);

} // namespace federwerk::api
