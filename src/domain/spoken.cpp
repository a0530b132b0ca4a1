// SPDX-License-Identifier: AGPL-3.0-or-later
#include "domain/spoken.hpp"

#include "core/text.hpp"

#include <algorithm>

namespace federwerk::domain {

namespace {

bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (static_cast<unsigned char>(c) & 0x80) != 0;
}

} // namespace

std::string first_word(std::string_view plain_text)
{
    auto const folded = core::single_line(core::fold(plain_text));
    for (auto const part : core::split(folded, ' ')) {
        if (part.empty() || part.front() == '@')
            continue;
        auto const begin = std::ranges::find_if(part, is_letter);
        auto const end = std::find_if_not(begin, part.end(), is_letter);
        if (begin != end)
            return {begin, end};
    }
    return {};
}

} // namespace federwerk::domain
