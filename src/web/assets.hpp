// SPDX-License-Identifier: AGPL-3.0-or-later
// The files that web/build.mjs made, inside the program: templates, messages, icons, and what is served under
// /assets/.
#pragma once

#include <cstddef>
#include <string_view>

namespace federwerk::web {

struct embedded_file {
    std::string_view name;
    char const* begin;
    char const* end;
    std::string_view bytes() const { return {begin, static_cast<std::size_t>(end - begin)}; }
};
extern embedded_file const embedded_files[]; // Sorted by name
extern std::size_t const embedded_file_count;

embedded_file const*
find_embedded(std::string_view name);             // "templates/front.mustache"; null where there is none
std::string_view embedded(std::string_view name); // Throws where there is none: names are ours

std::string_view asset_address(std::string_view name); // "main.css" → "/assets/main-0a1b….css"
std::string
icon(std::string_view name); // Lucide, as inline SVG that screen readers skip; unknown ones are a sparkle

} // namespace federwerk::web
