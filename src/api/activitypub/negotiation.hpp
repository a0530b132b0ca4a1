// SPDX-License-Identifier: AGPL-3.0-or-later
// Ids answer servers with ActivityPub and lead browsers to the page; pages lead servers back to the id
// (interop quirks 18 and 30).
#pragma once

#include "http/message.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace federwerk::api {

bool wants_page(http::request const& request);     // Prefers text/html: a browser
bool wants_activity(http::request const& request); // Names an ActivityPub type and prefers it to text/html

// For pages: the redirect to the id that is the same thing, where the request asks for ActivityPub.
// Every such page also answers with `Vary: Accept`.
std::optional<http::response> redirect_to_activity(http::request const& request, std::string const& id);
http::response redirect_to_page(std::string const& page);

std::string entity_tag(std::string_view body); // Strong, of the bytes
// 200 with ETag and Vary, or 304 where the request has these bytes already. only_for_asker: never in shared
// caches.
http::response document_response(http::request const& request, std::string body, bool only_for_asker);
http::response gone_response(std::string tombstone);
// Alike for everything of one code: what is absent and what is not shown have the same bytes (T-66).
http::response refusal(errc code);

} // namespace federwerk::api
