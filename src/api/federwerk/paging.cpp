// SPDX-License-Identifier: AGPL-3.0-or-later
#include "api/federwerk/paging.hpp"

#include "core/text.hpp"
#include "core/url.hpp"

#include <algorithm>
#include <charconv>

namespace federwerk::api {

namespace {

failure invalid(std::string field, std::string message)
{
    return {errc::invalid, "paging: " + field, message, {{field, message}}};
}

} // namespace

result<int> limit_of(http::request const& request)
{
    list_page out;
    if (auto const limit = core::query_value(request.query, "limit"); limit && !limit->empty()) {
        auto const end = limit->data() + limit->size();
        auto const read = std::from_chars(limit->data(), end, out.limit);
        if (read.ec != std::errc() || read.ptr != end || out.limit < 1 || out.limit > 100)
            return invalid("limit", "1 to 100.");
    }
    return out.limit;
}

result<list_page> page_of(http::request const& request)
{
    list_page out;
    auto const cursor = core::query_value(request.query, "cursor");
    if (cursor && !cursor->empty()) {
        auto const id = core::snowflake::parse(*cursor);
        if (!id)
            return invalid("cursor", "Not a cursor that we gave out.");
        out.cursor = *id;
    }
    TRY(out.limit, limit_of(request));
    return out;
}

result<> allow_only(http::request const& request, std::vector<std::string> const& filters)
{
    failure refused{errc::invalid, "a parameter that is not known", "This filter is not understood."};
    for (auto const pair : core::split(request.query, '&')) {
        auto const name = core::percent_decode(pair.substr(0, pair.find('=')));
        bool const known = name && (name->empty() || *name == "cursor" || *name == "limit" ||
                                    std::ranges::find(filters, *name) != filters.end());
        if (!known)
            refused.details.push_back({name ? *name : "?", "is not a filter"});
    }
    return refused.details.empty() ? result<>{} : refused;
}

} // namespace federwerk::api
