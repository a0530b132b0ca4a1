// SPDX-License-Identifier: AGPL-3.0-or-later
#include "domain/scope.hpp"

#include "core/text.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace federwerk::domain {

namespace {

using namespace std::string_view_literals;
constexpr std::array families{"read"sv, "write"sv, "follow"sv, "push"sv};

bool is_part_name(std::string_view text)
{
    return !text.empty() && text.size() <= 40 &&
           std::ranges::all_of(text, [](char c) { return (c >= 'a' && c <= 'z') || c == '_' || c == ':'; });
}

bool is_scope(std::string_view text)
{
    auto const colon = text.find(':');
    auto const family = text.substr(0, colon);
    if (colon == std::string_view::npos)
        return std::ranges::find(families, family) != families.end();
    return (family == "read" || family == "write") && is_part_name(text.substr(colon + 1));
}

} // namespace

result<std::string> parse_scopes(std::string_view text)
{
    std::vector<std::string_view> seen;
    std::string out;
    for (auto const scope : core::split(text, ' ')) {
        if (scope.empty() || std::ranges::find(seen, scope) != seen.end())
            continue;
        if (!is_scope(scope))
            return failure{errc::invalid, "unknown scope", "Scopes are read, write, follow and push."};
        seen.push_back(scope);
        out += (out.empty() ? "" : " ") + std::string(scope);
    }
    if (out.empty())
        return failure{errc::invalid, "no scope", "At least one scope is needed."};
    return out;
}

bool covers(std::string_view granted, std::string_view needed)
{
    auto const family = needed.substr(0, needed.find(':'));
    auto const scopes = core::split(granted, ' ');
    return std::ranges::any_of(scopes, [&](std::string_view g) {
        return g == needed || g == family || (needed == "follow" && (g == "write" || g == "write:follows"));
    });
}

} // namespace federwerk::domain
