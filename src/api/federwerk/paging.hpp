// SPDX-License-Identifier: AGPL-3.0-or-later
// Lists are {"items","next"}: ask for one more than the page holds, cut it off, and name the last one as the
// cursor.
#pragma once

#include "core/snowflake.hpp"
#include "http/message.hpp"

#include <optional>
#include <string>
#include <vector>

namespace federwerk::api {

struct list_page {
    std::optional<core::snowflake> cursor;
    int limit = 20;
};
result<int> limit_of(http::request const& request);      // For lists with another cursor
result<list_page> page_of(http::request const& request); // ?cursor=&limit=1…100

// What is not understood would be left out silently: errc::invalid names it. cursor and limit are let
// through.
result<> allow_only(http::request const& request, std::vector<std::string> const& filters);

// For things that have an id.
template <class T>
std::optional<std::string> cut(std::vector<T>& found, int limit)
{
    if (found.size() <= static_cast<std::size_t>(limit))
        return std::nullopt;
    found.erase(found.begin() + limit, found.end());
    return found.back().id.text();
}

} // namespace federwerk::api
