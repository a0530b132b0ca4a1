// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/text.hpp"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

namespace federwerk::core {
namespace {

bool is_blank(UChar32 c)
{
    return u_isUWhiteSpace(c) || u_iscntrl(c);
}

// Calls visit(code point, where it begins, where it ends).
template <class Visit>
void each_character(std::string_view text, Visit visit)
{
    auto const* bytes = reinterpret_cast<std::uint8_t const*>(text.data());
    auto const size = static_cast<std::int32_t>(text.size());
    for (std::int32_t at = 0; at < size;) {
        auto const begin = at;
        UChar32 c = 0;
        U8_NEXT_OR_FFFD(bytes, at, size, c); // NOLINT: ICU's macro
        visit(c, static_cast<std::size_t>(begin), static_cast<std::size_t>(at));
    }
}

std::string to_utf8(icu::UnicodeString const& text)
{
    std::string out;
    return text.toUTF8String(out);
}

} // namespace

bool is_valid_utf8(std::string_view text)
{
    bool valid = text.find('\0') == std::string_view::npos;
    auto const* bytes = reinterpret_cast<std::uint8_t const*>(text.data());
    auto const size = static_cast<std::int32_t>(text.size());
    for (std::int32_t at = 0; valid && at < size;) {
        UChar32 c = 0;
        U8_NEXT(bytes, at, size, c); // NOLINT: ICU's macro
        valid = c >= 0;
    }
    return valid;
}

std::size_t count_characters(std::string_view text)
{
    std::size_t count = 0;
    each_character(text, [&](UChar32, std::size_t, std::size_t) { ++count; });
    return count;
}

std::string first_characters(std::string_view text, std::size_t most)
{
    std::size_t end = 0;
    for (std::size_t seen = 0; end < text.size(); ++end)
        if ((static_cast<unsigned char>(text[end]) & 0xC0U) != 0x80U && seen++ == most)
            break;
    return std::string(text.substr(0, end));
}

std::string trim(std::string_view text)
{
    std::size_t first = text.size();
    std::size_t last = 0;
    each_character(text, [&](UChar32 c, std::size_t begin, std::size_t end) {
        if (u_isUWhiteSpace(c))
            return;
        first = std::min(first, begin);
        last = end;
    });
    return first < last ? std::string(text.substr(first, last - first)) : std::string();
}

std::string single_line(std::string_view text)
{
    std::string out;
    bool gap = false;
    each_character(text, [&](UChar32 c, std::size_t begin, std::size_t end) {
        if (is_blank(c)) {
            gap = !out.empty();
            return;
        }
        if (gap)
            out += ' ';
        gap = false;
        out += text.substr(begin, end - begin);
    });
    return out;
}

std::string fold(std::string_view text)
{
    UErrorCode error = U_ZERO_ERROR;
    auto const* nfkd = icu::Normalizer2::getNFKDInstance(error);
    if (U_FAILURE(error))
        return lower_ascii(text);
    auto source = icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())});
    source.foldCase(); // Before the marks go, for what folds into a letter and a mark; NFKD again opens these
    auto const open = nfkd->normalize(source, error);
    icu::UnicodeString bare;
    for (std::int32_t at = 0; at < open.length(); at = open.moveIndex32(at, 1))
        if (auto const c = open.char32At(at); u_charType(c) != U_NON_SPACING_MARK)
            bare.append(c);
    return to_utf8(bare.foldCase());
}

std::string slugify(std::string_view text)
{
    std::string spoken;
    for (char const c : fold(text)) {
        if (c == '+')
            spoken += " plus ";
        else if (c == '#')
            spoken += " sharp ";
        else if (c == '&')
            spoken += " and ";
        else
            spoken += c;
    }
    std::string out;
    bool gap = false;
    for (char const c : spoken) {
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
            if (gap && !out.empty())
                out += '-';
            gap = false;
            out += c;
        } else if (c != '\'') {
            gap = true;
        }
    }
    return out;
}

std::string lower_ascii(std::string_view text)
{
    std::string out(text);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c - 'A' + 'a');
    return out;
}

bool equals_ignoring_case(std::string_view a, std::string_view b)
{
    return a.size() == b.size() && lower_ascii(a) == lower_ascii(b);
}

std::vector<std::string_view> split(std::string_view text, char separator)
{
    std::vector<std::string_view> out;
    for (;;) {
        auto const at = text.find(separator);
        out.push_back(text.substr(0, at));
        if (at == std::string_view::npos)
            return out;
        text.remove_prefix(at + 1);
    }
}

std::string escape_html(std::string_view text)
{
    std::string out;
    out.reserve(text.size());
    for (char const c : text) {
        switch (c) {
        case '&':
            out += "&amp;";
            break;
        case '<':
            out += "&lt;";
            break;
        case '>':
            out += "&gt;";
            break;
        case '"':
            out += "&quot;";
            break;
        case '\'':
            out += "&#39;";
            break;
        default:
            out += c;
        }
    }
    return out;
}

} // namespace federwerk::core
