// SPDX-License-Identifier: AGPL-3.0-or-later
// What profiles of members and of organisations take alike: fields, and a picture by the id of its upload.
#pragma once

#include "app/profiles/profile_fields.hpp"
#include "core/snowflake.hpp"
#include "json/reader.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace federwerk::api {

std::optional<std::vector<app::plain_field>> read_fields(json::reader& in, json::view root);
// Absent: it stays; null: none.
std::optional<std::optional<core::snowflake>> read_picture_id(json::reader& in, std::string_view name);

} // namespace federwerk::api
