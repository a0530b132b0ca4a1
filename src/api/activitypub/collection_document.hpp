// SPDX-License-Identifier: AGPL-3.0-or-later
// Collections and their pages as bytes; type is a plain string, since Mastodon compares exactly
// (interop 1.2).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace federwerk::api {

struct collection {
    std::string id;
    std::optional<std::int64_t> total;
    bool paged = false; // Without pages and without items Mastodon reads it as hidden
    std::optional<std::vector<std::string>> items; // Ready JSON each
    bool ordered = true;
};
std::string write_collection(collection const& c);

struct collection_page {
    std::string collection_id, id;
    std::optional<std::string> next;
    std::vector<std::string> items; // Ready JSON each
    std::string_view context = {};  // Empty: that of highlights
};
std::string write_page(collection_page const& p);

std::string json_string(std::string_view text);
// An activity or object without its @context, for embedding in a page that has one.
std::string without_context(std::string const& document, std::string_view context);

} // namespace federwerk::api
