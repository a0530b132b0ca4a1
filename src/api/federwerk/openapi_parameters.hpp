// SPDX-License-Identifier: AGPL-3.0-or-later
// The parameters of an operation of the OpenAPI document: of its path, its query and its headers.
#pragma once

#include "api/access.hpp"
#include "json/writer.hpp"

namespace federwerk::api {

void write_parameters(json::writer& out, api_route const& route);

} // namespace federwerk::api
