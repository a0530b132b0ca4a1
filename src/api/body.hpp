// SPDX-License-Identifier: AGPL-3.0-or-later
// The body of an API request as JSON. An empty body is an empty object: every field may then be absent.
#pragma once

#include "http/message.hpp"
#include "json/document.hpp"

namespace federwerk::api {

result<json::document> parse_body(http::request const& request);

} // namespace federwerk::api
