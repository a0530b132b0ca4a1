// SPDX-License-Identifier: AGPL-3.0-or-later
#include "json/document.hpp"
#include "json/print.hpp"
#include "json/rapid.hpp"

#include <algorithm>

#include <cmath>

namespace federwerk::json {
namespace {

using value = rapidjson::Value;

value const* as_value(void const* v)
{
    return static_cast<value const*>(v);
}

std::string_view text_of(value const& v)
{
    return {v.GetString(), v.GetStringLength()};
}

// UTF-16 code units sort as UTF-8 bytes do, but for supplementary characters (lead byte 0xF0 and above),
// whose surrogates come before U+E000 to U+FFFF (lead bytes 0xEE and 0xEF).
bool before_in_utf16(std::string_view a, std::string_view b)
{
    auto const [x, y] = std::ranges::mismatch(a, b);
    if (x == a.end() || y == b.end())
        return x == a.end() && y != b.end();
    auto const p = static_cast<unsigned char>(*x), q = static_cast<unsigned char>(*y);
    if (p >= 0xEE && q >= 0xEE && (p >= 0xF0) != (q >= 0xF0))
        return p >= 0xF0;
    return p < q;
}

enum class style { as_given, canonical };

void print(std::string& out, value const& v, style how);

void print_members(std::string& out, value const& object, style how)
{
    std::vector<value::Member const*> members;
    members.reserve(object.MemberCount());
    for (auto const& member : object.GetObject())
        members.push_back(&member);
    if (how == style::canonical)
        std::ranges::sort(members, [](auto const* a, auto const* b) {
            return before_in_utf16(text_of(a->name), text_of(b->name));
        });
    char separator = '{';
    for (auto const* member : members) {
        out += std::exchange(separator, ',');
        print_text(out, text_of(member->name));
        out += ':';
        print(out, member->value, how);
    }
    out += members.empty() ? "{}" : "}";
}

void print_items(std::string& out, value const& array, style how)
{
    char separator = '[';
    for (auto const& item : array.GetArray()) {
        out += std::exchange(separator, ',');
        print(out, item, how);
    }
    out += array.Empty() ? "[]" : "]";
}

// As deep as the limits have let the document be.
void print(std::string& out, value const& v, style how)
{
    if (v.IsObject())
        print_members(out, v, how);
    else if (v.IsArray())
        print_items(out, v, how);
    else if (v.IsString())
        print_text(out, text_of(v));
    else if (v.IsBool())
        out += v.GetBool() ? "true" : "false";
    else if (v.IsInt64() && how == style::as_given)
        out += std::to_string(v.GetInt64());
    else if (v.IsUint64() && how == style::as_given)
        out += std::to_string(v.GetUint64());
    else if (v.IsNumber()) // RFC 8785 3.2.2.3: numbers are doubles, whole ones too
        print_number(out, v.GetDouble());
    else
        out += "null";
}

} // namespace

bool view::present() const
{
    return value_ && !as_value(value_)->IsNull();
}
bool view::is_null() const
{
    return value_ && as_value(value_)->IsNull();
}
bool view::is_object() const
{
    return value_ && as_value(value_)->IsObject();
}
bool view::is_array() const
{
    return value_ && as_value(value_)->IsArray();
}
bool view::is_string() const
{
    return value_ && as_value(value_)->IsString();
}

std::optional<std::string_view> view::text() const
{
    return is_string() ? std::optional(text_of(*as_value(value_))) : std::nullopt;
}

std::optional<std::int64_t> view::integer() const
{
    if (!value_ || !as_value(value_)->IsNumber())
        return {};
    if (as_value(value_)->IsInt64())
        return as_value(value_)->GetInt64();
    constexpr double safe =
        9007199254740992.0; // 2^53: every whole number up to it is exact; some peers write 800.0
    auto const real = as_value(value_)->GetDouble();
    if (as_value(value_)->IsDouble() && std::abs(real) <= safe && std::trunc(real) == real)
        return static_cast<std::int64_t>(real);
    return {};
}

std::optional<double> view::number() const
{
    return value_ && as_value(value_)->IsNumber() ? std::optional(as_value(value_)->GetDouble())
                                                  : std::nullopt;
}

std::optional<bool> view::boolean() const
{
    return value_ && as_value(value_)->IsBool() ? std::optional(as_value(value_)->GetBool()) : std::nullopt;
}

view view::operator[](std::string_view key) const
{
    if (is_object())
        for (auto const& member : as_value(value_)->GetObject())
            if (text_of(member.name) == key)
                return view(&member.value);
    return {};
}

view view::at(std::size_t index) const
{
    return is_array() && index < size() ? view(as_value(value_)->Begin() + index) : view{};
}

std::size_t view::size() const
{
    return is_array() ? as_value(value_)->Size() : is_object() ? as_value(value_)->MemberCount() : 0;
}

std::vector<view> view::items() const
{
    std::vector<view> out;
    if (is_array())
        for (auto const& item : as_value(value_)->GetArray())
            out.push_back(view(&item));
    return out;
}

std::vector<view> view::as_list() const
{
    if (is_array())
        return items();
    return present() ? std::vector{*this} : std::vector<view>{};
}

std::vector<std::pair<std::string_view, view>> view::members() const
{
    std::vector<std::pair<std::string_view, view>> out;
    if (is_object())
        for (auto const& member : as_value(value_)->GetObject())
            out.emplace_back(text_of(member.name), view(&member.value));
    return out;
}

std::string view::write() const
{
    std::string out;
    if (value_)
        print(out, *as_value(value_), style::as_given);
    return out;
}

std::string canonical(view v)
{
    std::string out;
    if (v.value_)
        print(out, *as_value(v.value_), style::canonical);
    return out;
}

} // namespace federwerk::json
