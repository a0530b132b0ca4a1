// SPDX-License-Identifier: AGPL-3.0-or-later
#include "federation/vocab/values.hpp"

#include "federation/vocab/contexts.hpp"

#include <algorithm>

namespace federwerk::vocab {

namespace {

constexpr std::size_t most_ids = 1'000;

json::view first_of(json::view value)
{
    return value.is_array() ? value.at(0) : value;
}

bool is_web_address(std::string_view text)
{
    return text.starts_with("https://") || text.starts_with("http://");
}

std::string address_of(json::view value)
{
    if (auto const text = value.text())
        return std::string(*text);
    auto const href = text_of(value["href"]);
    return href.empty() ? text_of(value["url"]) : href;
}

} // namespace

result<> check_document(json::view document)
{
    if (!document.is_object())
        return failure{errc::malformed, "an ActivityPub document that is no object",
                       "The document must be an object."};
    for (auto const name : {"@graph", "@included", "@reverse"})
        if (document[name].present())
            return failure{errc::malformed, std::string("a document with ") + name,
                           "The document must be compacted JSON-LD."};
    return {};
}

std::string text_of(json::view value)
{
    auto const text = first_of(value).text();
    return text ? std::string(*text) : std::string{};
}

std::optional<std::string> optional_text(json::view value)
{
    auto text = text_of(value);
    return text.empty() ? std::nullopt : std::optional(std::move(text));
}

std::string id_of(json::view value)
{
    auto const one = first_of(value);
    if (auto const text = one.text())
        return std::string(*text);
    // A Link stands for what it leads to (AS2 Core 4.2).
    auto const id = text_of(one["id"]);
    return id.empty() ? text_of(one["href"]) : id;
}

std::optional<std::string> optional_id(json::view value)
{
    auto id = id_of(value);
    return id.empty() ? std::nullopt : std::optional(std::move(id));
}

std::vector<std::string> ids_of(json::view value)
{
    std::vector<std::string> out;
    for (auto const item : value.as_list()) {
        auto id = id_of(item);
        if (!id.empty() && std::ranges::find(out, id) == out.end())
            out.push_back(std::move(id));
        if (out.size() == most_ids)
            break;
    }
    return out;
}

reference reference_of(json::view value)
{
    reference out{.id = id_of(value)};
    auto const one = first_of(value);
    if (one.is_object()) {
        out.type = optional_text(one["type"]);
        out.embedded = one;
    }
    return out;
}

bool flag_of(json::view value)
{
    return first_of(value).boolean().value_or(false);
}

std::optional<int> size_of(json::view value)
{
    auto const number = first_of(value).integer();
    return number && *number >= 1 && *number <= 100'000 ? std::optional(static_cast<int>(*number))
                                                        : std::nullopt;
}

std::optional<core::time_point> time_of(json::view value)
{
    auto const text = first_of(value).text();
    if (!text)
        return {};
    auto const time = core::parse_rfc3339(*text);
    return time ? std::optional(*time) : std::nullopt;
}

std::string type_of(json::view value, bool (*preferred)(std::string_view))
{
    for (auto const item : value.as_list())
        if (auto const text = item.text(); text && preferred(*text))
            return std::string(*text);
    return text_of(value);
}

std::optional<std::string> link_of(json::view value)
{
    std::optional<std::string> first;
    for (auto const item : value.as_list()) {
        auto address = address_of(item);
        if (!is_web_address(address))
            continue;
        if (item.is_string() || text_of(item["mediaType"]) == "text/html")
            return address;
        if (!first)
            first = std::move(address);
    }
    return first;
}

json::view flow(json::view object, std::string_view name)
{
    constexpr std::string_view prefixes[] = {"", "vf:", "om2:", "https://w3id.org/valueflows/ont/vf#",
                                             "http://www.ontology-of-units-of-measure.org/resource/om-2/"};
    for (auto const prefix : prefixes)
        if (auto const found = object[std::string(prefix) + std::string(name)]; found.present())
            return found;
    return {};
}

json::view own(json::view object, std::string_view name)
{
    if (auto const found = object[name]; found.present())
        return found;
    if (auto const found = object["federwerk:" + std::string(name)]; found.present())
        return found;
    return object[std::string(own_namespace) + std::string(name)];
}

} // namespace federwerk::vocab
