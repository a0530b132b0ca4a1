// SPDX-License-Identifier: AGPL-3.0-or-later
#include "api/federwerk/profile_input.hpp"

namespace federwerk::api {

std::optional<std::vector<app::plain_field>> read_fields(json::reader& in, json::view root)
{
    if (!in.has("fields"))
        return std::nullopt;
    std::vector<app::plain_field> fields;
    auto const given = root["fields"];
    bool well_formed = !given.present() || (given.is_array() && given.size() <= 100);
    for (auto const& item : given.items()) {
        auto const name = item["name"].text(), value = item["value"].text();
        well_formed = well_formed && name && value && item.members().size() == 2;
        fields.push_back({std::string(name.value_or("")), std::string(value.value_or(""))});
    }
    if (!well_formed)
        in.refuse("fields", "must be a list of objects with name and value");
    return fields;
}

std::optional<std::optional<core::snowflake>> read_picture_id(json::reader& in, std::string_view name)
{
    if (!in.has(name))
        return std::nullopt;
    auto const text = in.optional_text(name, 20);
    if (!text)
        return std::optional<core::snowflake>();
    auto const id = core::snowflake::parse(*text);
    if (!id) {
        in.refuse(name, "must be the id that an upload gave, or null");
        return std::nullopt;
    }
    return std::optional(*id);
}

} // namespace federwerk::api
