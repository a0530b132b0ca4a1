// SPDX-License-Identifier: AGPL-3.0-or-later
#include "web/stored_page.hpp"

#include "core/url.hpp"
#include "web/views.hpp"

namespace federwerk::web {

std::optional<core::snowflake> before(http::request const& request)
{
    auto const id = core::snowflake::parse(core::query_value(request.query, "before").value_or(""));
    return id ? std::optional(*id) : std::nullopt;
}

data older(std::vector<domain::highlight> const& shown)
{
    return or_false(shown.size() == per_page ? "?before=" + shown.back().id.text() : std::string());
}

} // namespace federwerk::web
