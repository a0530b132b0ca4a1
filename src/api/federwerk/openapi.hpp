// SPDX-License-Identifier: AGPL-3.0-or-later
// GET /openapi.json: the route table and the schemas of schemas/api as one OpenAPI 3.1 document, so that it
// cannot say anything else than the program does.
#pragma once

#include "api/access.hpp"

#include <span>
#include <string>
#include <string_view>

namespace federwerk::api {

struct embedded_schema {
    std::string_view name; // "follow" of schemas/api/follow.json
    std::string_view json; // JSON Schema draft 4; the words that we use mean the same in OpenAPI 3.1
};
std::span<embedded_schema const> embedded_schemas();

std::string openapi_document(std::string const& base_url, std::vector<api_route> const& table);
api_route openapi_route(app::instance const& in, std::vector<api_route> const& table);

} // namespace federwerk::api
