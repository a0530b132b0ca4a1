// SPDX-License-Identifier: AGPL-3.0-or-later
// How much of a peer's text is kept (hardening 1.4).
#pragma once

#include <string>
#include <string_view>

namespace federwerk::translate {

inline constexpr std::size_t most_url_bytes = 2'048, most_name_bytes = 300, most_headline_bytes = 300,
                             most_summary_bytes = 20'000, most_html_bytes = 100'000, most_field_bytes = 2'000,
                             most_alt_bytes = 1'500, most_hashtags = 50;

// At most so many bytes, and no half character at the end.
inline std::string cut(std::string_view text, std::size_t bytes)
{
    if (text.size() <= bytes)
        return std::string(text);
    while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xC0) == 0x80)
        --bytes;
    return std::string(text.substr(0, bytes));
}

} // namespace federwerk::translate
