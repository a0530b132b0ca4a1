// SPDX-License-Identifier: AGPL-3.0-or-later
#include "json/scan.hpp"

#include "core/text.hpp"

namespace federwerk::json {
namespace {

bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

// The position behind the string that begins at `at`; RapidJSON judges what is in it.
std::size_t behind_string(std::string_view text, std::size_t at)
{
    for (++at; at < text.size() && text[at] != '"'; ++at)
        if (text[at] == '\\')
            ++at;
    return at + 1;
}

bool has_long_exponent(std::string_view text)
{
    std::size_t at = 0;
    while (at < text.size()) {
        char const c = text[at];
        if (c == '"') {
            at = behind_string(text, at);
            continue;
        }
        ++at;
        if (c != 'e' && c != 'E')
            continue;
        if (at < text.size() && (text[at] == '+' || text[at] == '-'))
            ++at;
        auto const from = at;
        while (at < text.size() && is_digit(text[at]))
            ++at;
        if (at - from > 3)
            return true;
    }
    return false;
}

} // namespace

failure refused(std::string log, std::string safe)
{
    return {errc::malformed, "json: " + std::move(log), std::move(safe)};
}

failure too_large(std::string log, std::string safe)
{
    return {errc::too_large, "json: " + std::move(log), std::move(safe)};
}

result<> scan(std::string_view text, limits const& within)
{
    if (text.size() > within.bytes)
        return too_large(std::to_string(text.size()) + " bytes", "The JSON text is too long.");
    if (text.starts_with("\xEF\xBB\xBF"))
        return refused("byte order mark", "JSON text must not begin with a byte order mark.");
    if (!core::is_valid_utf8(text))
        return refused("invalid UTF-8 or NUL", "The JSON text is not valid UTF-8, or contains NUL.");
    if (has_long_exponent(text))
        return refused("exponent of more than three digits", "The JSON text contains a number out of range.");
    return {};
}

} // namespace federwerk::json
