// SPDX-License-Identifier: AGPL-3.0-or-later
// Ids answer servers with ActivityPub and lead browsers to the page (interop quirk 18); pages lead servers
// back to the id (web/pages.hpp).
#pragma once

#include "http/message.hpp"

#include <string>
#include <string_view>

namespace federwerk::api {

bool wants_page(http::request const& request); // Prefers text/html: a browser
http::response redirect_to_page(std::string const& page);

std::string entity_tag(std::string_view body); // Strong, of the bytes
// 200 with ETag and Vary, or 304 where the request has these bytes already. only_for_asker: never in shared
// caches.
http::response document_response(http::request const& request, std::string body, bool only_for_asker);
http::response gone_response(std::string tombstone);
// Alike for everything of one code: what is absent and what is not shown have the same bytes (T-66).
http::response refusal(errc code);

} // namespace federwerk::api
