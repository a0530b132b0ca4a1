// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/text.hpp"
#include "core/url.hpp"

namespace federwerk::core {

namespace {

bool is_unreserved(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '.' || c == '_' || c == '~';
}

int value_of(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

failure broken(std::string_view text)
{
    return {errc::malformed, "percent escape: " + std::string(text.substr(0, 200)),
            "A percent escape is broken."};
}

std::string plus_to_space(std::string_view text)
{
    std::string out(text);
    for (char& c : out)
        if (c == '+')
            c = ' ';
    return out;
}

} // namespace

std::string percent_encode(std::string_view text)
{
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string out;
    out.reserve(text.size());
    for (char const c : text) {
        if (is_unreserved(c)) {
            out += c;
            continue;
        }
        auto const byte = static_cast<unsigned char>(c);
        out += '%';
        out += digits[byte >> 4];
        out += digits[byte & 15];
    }
    return out;
}

result<std::string> percent_decode(std::string_view text)
{
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        char c = text[i];
        if (c == '%') {
            auto const high = i + 2 < text.size() ? value_of(text[i + 1]) : -1;
            auto const low = high >= 0 ? value_of(text[i + 2]) : -1;
            if (low < 0)
                return broken(text);
            c = static_cast<char>(high * 16 + low);
            i += 2;
        }
        if (c == '\0')
            return broken(text);
        out += c;
    }
    return out;
}

std::vector<std::string> query_values(std::string_view query, std::string_view name)
{
    std::vector<std::string> out;
    for (auto const pair : split(query, '&')) {
        auto const equals = pair.find('=');
        auto const key = percent_decode(plus_to_space(pair.substr(0, equals)));
        if (!key || *key != name)
            continue;
        auto const written = equals == std::string_view::npos ? std::string_view{} : pair.substr(equals + 1);
        if (auto value = percent_decode(plus_to_space(written)))
            out.push_back(std::move(*value));
    }
    return out;
}

std::optional<std::string> query_value(std::string_view query, std::string_view name)
{
    auto all = query_values(query, name);
    if (all.empty())
        return std::nullopt;
    return std::move(all.front());
}

} // namespace federwerk::core
