// SPDX-License-Identifier: AGPL-3.0-or-later
#include "db/values.hpp"

namespace federwerk::db {
namespace {

// The text form of arrays, PostgreSQL 8.15.6; none of ours has a dimension or a NULL inside. libpqxx 6.4 has
// a parser, but it ends an unquoted element at ";", and "&lt;" is one.
std::vector<std::string> parse_array(pqxx::field const& f)
{
    std::vector<std::string> out;
    std::string_view const text = f.is_null() ? "{}" : f.c_str();
    if (text.size() <= 2)
        return out;
    std::string element;
    bool quoted = false;
    for (std::size_t i = 1; i < text.size(); ++i) {
        char const c = text[i];
        if (c == '\\')
            element += text[++i];
        else if (c == '"')
            quoted = !quoted;
        else if (!quoted && (c == ',' || c == '}'))
            out.push_back(std::exchange(element, {}));
        else
            element += c;
    }
    return out;
}

} // namespace

std::string array(std::vector<std::string> const& values)
{
    std::string out = "{";
    for (auto const& value : values) {
        out += out.size() > 1 ? ",\"" : "\"";
        for (char const c : value) {
            if (c == '"' || c == '\\')
                out += '\\';
            out += c;
        }
        out += '"';
    }
    return out + "}";
}

std::string array(std::vector<core::snowflake> const& values)
{
    std::string out = "{";
    for (auto const id : values)
        out += (out.size() > 1 ? "," : "") + id.text();
    return out + "}";
}

std::string timestamp(core::time_point t)
{
    return core::to_rfc3339(t);
}

std::optional<std::string> timestamp(std::optional<core::time_point> t)
{
    return t ? std::optional(core::to_rfc3339(*t)) : std::nullopt;
}

std::optional<std::int64_t> nullable(std::optional<core::snowflake> const& id)
{
    return id ? std::optional(id->value) : std::nullopt;
}

pqxx::binarystring bytes(std::string_view raw)
{
    return {raw.data(), raw.size()};
}

core::snowflake to_id(pqxx::field const& f)
{
    return {f.as<std::int64_t>()};
}

std::optional<core::snowflake> to_optional_id(pqxx::field const& f)
{
    return f.is_null() ? std::nullopt : std::optional(to_id(f));
}

core::time_point to_time(pqxx::field const& f)
{
    return core::time_point(std::chrono::milliseconds(f.as<std::int64_t>()));
}

std::optional<core::time_point> to_optional_time(pqxx::field const& f)
{
    return f.is_null() ? std::nullopt : std::optional(to_time(f));
}

std::optional<std::string> to_optional_text(pqxx::field const& f)
{
    return f.is_null() ? std::nullopt : std::optional(f.as<std::string>());
}

std::optional<int> to_optional_int(pqxx::field const& f)
{
    return f.is_null() ? std::nullopt : std::optional(f.as<int>());
}

std::vector<std::string> to_texts(pqxx::field const& f)
{
    return parse_array(f);
}

std::vector<core::snowflake> to_ids(pqxx::field const& f)
{
    std::vector<core::snowflake> out;
    for (auto const& text : parse_array(f))
        out.push_back({std::stoll(text)});
    return out;
}

std::string to_bytes(pqxx::field const& f)
{
    return f.is_null() ? std::string() : pqxx::binarystring(f).str();
}

} // namespace federwerk::db
