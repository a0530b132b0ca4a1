// SPDX-License-Identifier: AGPL-3.0-or-later
#include "web/assets.hpp"

#include "json/document.hpp"

#include <algorithm>
#include <map>
#include <span>
#include <stdexcept>
#include <string>

namespace federwerk::web {

embedded_file const* find_embedded(std::string_view name)
{
    std::span const files(embedded_files, embedded_file_count);
    auto const at = std::ranges::lower_bound(files, name, {}, &embedded_file::name);
    return at != files.end() && at->name == name ? &*at : nullptr;
}

std::string_view embedded(std::string_view name)
{
    if (auto const* file = find_embedded(name))
        return file->bytes();
    throw std::logic_error("no embedded file " + std::string(name));
}

std::string_view asset_address(std::string_view name)
{
    static auto const addresses = [] {
        std::map<std::string, std::string, std::less<>> out;
        auto const names = json::document::parse(embedded("names.json")).value();
        for (auto const& [plain, hashed] : names.root().members())
            out.emplace(plain, "/assets/" + std::string(hashed.text().value_or("")));
        return out;
    }();
    return addresses.find(name)->second;
}

namespace {

// icons.tsv: "name<TAB>children" a line, sorted by name.
std::string_view icon_children(std::string_view name)
{
    auto const all = embedded("icons.tsv");
    std::size_t low = 0, high = all.size();
    while (low < high) {
        auto const middle = low + (high - low) / 2;
        auto const before = all.rfind('\n', middle == 0 ? 0 : middle - 1);
        auto const start = before == std::string_view::npos || middle == 0 ? 0 : before + 1;
        auto const line = all.substr(start, all.find('\n', start) - start);
        auto const tab = line.find('\t');
        if (line.substr(0, tab) == name)
            return line.substr(tab + 1);
        if (line.substr(0, tab) < name)
            low = start + line.size() + 1;
        else
            high = start;
    }
    return {};
}

} // namespace

std::string icon(std::string_view name)
{
    auto children = icon_children(name);
    if (children.empty())
        children = icon_children("sparkles");
    return "<svg class=\"icon\" viewBox=\"0 0 24 24\" aria-hidden=\"true\">" + std::string(children) +
           "</svg>";
}

} // namespace federwerk::web
