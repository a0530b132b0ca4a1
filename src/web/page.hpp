// SPDX-License-Identifier: AGPL-3.0-or-later
// A page: a template with its data inside the one layout, as a response with its security headers and an
// ETag.
#pragma once

#include "app/instance.hpp"
#include "http/message.hpp"
#include "web/locale.hpp"

#include <kainjow/mustache.hpp>

#include <optional>
#include <string>

namespace federwerk::web {

using data = kainjow::mustache::data;

struct page {
    std::string view; // "front": templates/front.mustache
    std::string title;
    data values{data::type::object};
    unsigned status = 200;
    std::string description; // Of the OpenGraph preview
    std::optional<std::string> canonical, alternate, image, image_alt;
    std::optional<std::string> creator; // Their handle: other servers name the author under a preview
    std::string og_type = "website";
    std::optional<std::string> script; // Of web/scripts
    bool wide = false;                 // With its context beside it
    bool hidden = false;               // Not for search engines, not for caches: private pages and forms
};

// 304 where If-None-Match names what would be sent.
http::response render(app::instance const& in, locale const& in_language, page p,
                      http::request const& request);

locale const& language_of(http::request const& request);
// 404 and 410 say so; whatever else keeps a page from being shown is of the moment, and is 503.
http::response refusal_page(app::instance const& in, http::request const& request, errc why);

} // namespace federwerk::web
