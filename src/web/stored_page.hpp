// SPDX-License-Identifier: AGPL-3.0-or-later
// The steps of every page of something that is stored, and how its highlights are paged.
#pragma once

#include "domain/highlight.hpp"
#include "web/page.hpp"
#include "web/pages.hpp"

namespace federwerk::web {

// describe(in, language, contents) is the page; its alternate, the id of the object, is where those who ask
// for ActivityPub are sent.
template <class Contents, class Describe>
http::response show(app::instance const& in, http::request const& request, result<Contents> const& found,
                    Describe describe)
{
    if (!found)
        return refusal_page(in, request, found.error().code);
    auto const& language = language_of(request);
    page p = describe(in, language, *found);
    return wants_activity(request) ? redirect(*p.alternate) : render(in, language, std::move(p), request);
}

constexpr int per_page = 20;
std::optional<core::snowflake> before(http::request const& request); // ?before=, where it is an id
// The query of the page after a full one, or what mustache takes for false.
data older(std::vector<domain::highlight> const& shown);

} // namespace federwerk::web
