// SPDX-License-Identifier: AGPL-3.0-or-later
#include "json/print.hpp"

#include <array>
#include <charconv>
#include <cmath>

namespace federwerk::json {
namespace {

void print_escaped(std::string& out, char c)
{
    constexpr std::string_view hex = "0123456789abcdef";
    switch (c) {
    case '"':
        out += "\\\"";
        break;
    case '\\':
        out += "\\\\";
        break;
    case '\b':
        out += "\\b";
        break;
    case '\f':
        out += "\\f";
        break;
    case '\n':
        out += "\\n";
        break;
    case '\r':
        out += "\\r";
        break;
    case '\t':
        out += "\\t";
        break;
    default:
        out += "\\u00";
        out += hex[static_cast<unsigned char>(c) >> 4];
        out += hex[static_cast<unsigned char>(c) & 15];
    }
}

// ECMA-262 6.1.6.1.20: `digits` are the shortest that give the number back; the point stands after the first
// n of them.
void print_digits(std::string& out, std::string_view digits, int n)
{
    int const k = static_cast<int>(digits.size());
    if (k <= n && n <= 21) {
        out.append(digits).append(static_cast<std::size_t>(n - k), '0');
    } else if (0 < n && n <= 21) {
        out.append(digits.substr(0, static_cast<std::size_t>(n))) += '.';
        out.append(digits.substr(static_cast<std::size_t>(n)));
    } else if (-6 < n && n <= 0) {
        out.append("0.").append(static_cast<std::size_t>(-n), '0').append(digits);
    } else {
        out += digits[0];
        if (k > 1)
            (out += '.').append(digits.substr(1));
        out.append(n > 0 ? "e+" : "e-").append(std::to_string(std::abs(n - 1)));
    }
}

} // namespace

void print_text(std::string& out, std::string_view text)
{
    out += '"';
    std::size_t from = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        auto const c = static_cast<unsigned char>(text[i]);
        if (c >= 0x20 && c != '"' && c != '\\')
            continue;
        out.append(text, from, i - from);
        print_escaped(out, text[i]);
        from = i + 1;
    }
    out.append(text, from);
    out += '"';
}

void print_number(std::string& out, double number)
{
    if (!std::isfinite(number)) {
        out += "null";
        return;
    }
    if (number == 0) { // Minus zero is zero (RFC 8785 3.2.2.3)
        out += '0';
        return;
    }
    if (number < 0)
        out += '-';
    std::array<char, 32> text{};
    auto const end =
        std::to_chars(text.data(), text.data() + text.size(), std::abs(number), std::chars_format::scientific)
            .ptr;
    std::string_view const shortest(text.data(), static_cast<std::size_t>(end - text.data()));
    auto const e = shortest.find('e');
    std::string digits(1, shortest[0]);
    if (e > 2)
        digits.append(shortest.substr(2, e - 2));
    int exponent = 0;
    auto const from = e + (shortest[e + 1] == '+' ? 2 : 1); // from_chars knows "-" but not "+"
    std::from_chars(shortest.data() + from, shortest.data() + shortest.size(), exponent);
    print_digits(out, digits, exponent + 1);
}

} // namespace federwerk::json
