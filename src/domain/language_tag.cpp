// SPDX-License-Identifier: AGPL-3.0-or-later
#include "domain/language_tag.hpp"

#include "core/text.hpp"

#include <algorithm>

namespace federwerk::domain {

bool is_language_tag(std::string_view text)
{
    auto const parts = core::split(text, '-');
    auto const fits = [](std::string_view part) {
        return !part.empty() && part.size() <= 8 && std::ranges::all_of(part, [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        });
    };
    return text.size() <= 35 && parts.front().size() >= 2 && std::ranges::all_of(parts, fits);
}

} // namespace federwerk::domain
