// SPDX-License-Identifier: AGPL-3.0-or-later
// The types that settings have: how each is called, read and shown.
#pragma once

#include "core/settings.hpp"
#include "core/text.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace federwerk::core::setting_values {

using strings = std::vector<std::string>;
using names = std::map<std::string, std::string>;
namespace fs = std::filesystem;
using std::chrono::days;

inline constexpr std::array formats{"automatic", "json", "human"};
inline constexpr std::array levels{"debug", "info", "warning", "error"};

constexpr std::string_view type_of(std::string const&)
{
    return "text";
}
constexpr std::string_view type_of(fs::path const&)
{
    return "path";
}
constexpr std::string_view type_of(bool const&)
{
    return "`true` or `false`";
}
constexpr std::string_view type_of(unsigned const&)
{
    return "number";
}
constexpr std::string_view type_of(std::uint64_t const&)
{
    return "number";
}
constexpr std::string_view type_of(strings const&)
{
    return "list";
}
constexpr std::string_view type_of(names const&)
{
    return "table";
}
constexpr std::string_view type_of(days const&)
{
    return "days";
}
constexpr std::string_view type_of(log::format const&)
{
    return "`automatic`, `json` or `human`";
}
constexpr std::string_view type_of(log::level const&)
{
    return "`debug`, `info`, `warning` or `error`";
}

inline bool parse(std::string_view text, std::string& out)
{
    out = text;
    return is_valid_utf8(text);
}
inline bool parse(std::string_view text, fs::path& out)
{
    out = text;
    return true;
}
inline bool parse(std::string_view text, bool& out)
{
    out = text == "true";
    return out || text == "false";
}
template <class N>
    requires std::is_unsigned_v<N>
bool parse(std::string_view text, N& out)
{
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
    return error == std::errc{} && end == text.data() + text.size() && !text.empty();
}
inline bool parse(std::string_view text, days& out)
{
    unsigned count = 0;
    bool const good = parse(text, count) && count <= 36'500;
    out = days(count);
    return good;
}
inline bool parse(std::string_view text, strings& out)
{
    out.clear();
    for (auto const part : split(text, ','))
        if (auto item = trim(part); !item.empty())
            out.push_back(std::move(item));
    return true;
}
inline bool parse(std::string_view text, names& out)
{
    strings pairs;
    parse(text, pairs);
    out.clear();
    for (auto const& pair : pairs) {
        auto const equals = pair.find('=');
        if (equals == std::string::npos)
            return false;
        out[trim(pair.substr(0, equals))] = trim(pair.substr(equals + 1));
    }
    return true;
}
template <class Enum, std::size_t N>
bool parse_choice(std::string_view text, std::array<char const*, N> const& choices, Enum& out)
{
    auto const found = std::ranges::find_if(choices, [&](char const* choice) { return text == choice; });
    if (found == choices.end())
        return false;
    out = static_cast<Enum>(found - choices.begin());
    return true;
}
inline bool parse(std::string_view text, log::format& out)
{
    return parse_choice(text, formats, out);
}
inline bool parse(std::string_view text, log::level& out)
{
    return parse_choice(text, levels, out);
}

inline std::string show(std::string const& v)
{
    return v;
}
inline std::string show(fs::path const& v)
{
    return v.string();
}
inline std::string show(bool v)
{
    return v ? "true" : "false";
}
inline std::string show(unsigned v)
{
    return std::to_string(v);
}
inline std::string show(std::uint64_t v)
{
    return std::to_string(v);
}
inline std::string show(days v)
{
    return std::to_string(v.count());
}
inline std::string show(log::format v)
{
    return formats.at(static_cast<std::size_t>(v));
}
inline std::string show(log::level v)
{
    return levels.at(static_cast<std::size_t>(v));
}
inline std::string show(strings const& v)
{
    std::string out;
    for (auto const& item : v)
        out += (out.empty() ? "" : ",") + item;
    return out;
}
inline std::string show(names const& v)
{
    std::string out;
    for (auto const& [name, address] : v)
        out += (out.empty() ? "" : ",") + name + "=" + address;
    return out;
}

} // namespace federwerk::core::setting_values
