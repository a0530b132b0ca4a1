// SPDX-License-Identifier: AGPL-3.0-or-later
// Base64, base64url and hexadecimal, RFC 4648: one reader and one writer for the three alphabets.
#include "core/text.hpp"

#include <array>

namespace federwerk::core {
namespace {

constexpr std::string_view base64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::string_view base64url = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::string_view base16 = "0123456789abcdef";

std::string encode(std::string_view bytes, std::string_view alphabet)
{
    unsigned const width = alphabet.size() == 16 ? 4 : 6;
    std::string out;
    out.reserve(bytes.size() * 8 / width + 3);
    unsigned bits = 0;
    unsigned held = 0;
    for (char const c : bytes) {
        bits = (bits << 8 | static_cast<unsigned char>(c)) & 0xFFFF;
        for (held += 8; held >= width; held -= width)
            out += alphabet[bits >> (held - width) & (alphabet.size() - 1)];
    }
    if (held > 0)
        out += alphabet[bits << (width - held) & (alphabet.size() - 1)];
    return out;
}

// RFC 4648 3.5: the bits that pad the last character must be zero, so that each value has one spelling.
std::optional<std::string> decode(std::string_view text, std::string_view alphabet)
{
    unsigned const width = alphabet.size() == 16 ? 4 : 6;
    std::string out;
    out.reserve(text.size() * width / 8);
    unsigned bits = 0;
    unsigned held = 0;
    for (char const c : text) {
        auto const digit = alphabet.find(c);
        if (digit == std::string_view::npos)
            return std::nullopt;
        bits = (bits << width | static_cast<unsigned>(digit)) & 0xFFFF;
        held += width;
        if (held >= 8) {
            held -= 8;
            out += static_cast<char>(bits >> held & 0xFF);
        }
    }
    if (held >= width || (bits & ((1U << held) - 1)) != 0)
        return std::nullopt;
    return out;
}

} // namespace

std::string to_base64(std::string_view bytes)
{
    auto out = encode(bytes, base64);
    out.append((4 - out.size() % 4) % 4, '=');
    return out;
}

std::optional<std::string> from_base64(std::string_view text)
{
    if (text.size() % 4 != 0)
        return std::nullopt;
    if (text.ends_with("=="))
        text.remove_suffix(2);
    else if (text.ends_with('='))
        text.remove_suffix(1);
    return decode(text, base64);
}

std::string to_base64url(std::string_view bytes)
{
    return encode(bytes, base64url);
}
std::optional<std::string> from_base64url(std::string_view text)
{
    return decode(text, base64url);
}
std::string to_hex(std::string_view bytes)
{
    return encode(bytes, base16);
}

std::optional<std::string> from_hex(std::string_view text)
{
    return decode(lower_ascii(text), base16);
}

} // namespace federwerk::core
