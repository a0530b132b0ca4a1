// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/snowflake.hpp"

#include <algorithm>

namespace federwerk::core {

result<snowflake> snowflake::parse(std::string_view text)
{
    auto const digit = [](char c) { return c >= '0' && c <= '9'; };
    constexpr std::int64_t largest = (std::int64_t{1} << 53) - 1; // RFC 8259 6: what doubles hold exactly
    if (text.empty() || text.size() > 16 || text.front() == '0' || !std::ranges::all_of(text, digit))
        return failure{errc::malformed, "not an id: " + std::string(text.substr(0, 40)), "not an id"};
    std::int64_t value = 0;
    for (char const c : text)
        value = value * 10 + (c - '0');
    if (value > largest)
        return failure{errc::malformed, "id out of range: " + std::string(text), "not an id"};
    return snowflake{value};
}

} // namespace federwerk::core
