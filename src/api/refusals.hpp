// SPDX-License-Identifier: AGPL-3.0-or-later
// What the server refuses before a route is asked, in the shape of the API's errors.
#pragma once

#include "http/message.hpp"

#include <optional>
#include <string_view>

namespace federwerk::api {

// Nothing where the target is not below our API.
std::optional<http::response> refusal_words(unsigned status, std::string_view target);

} // namespace federwerk::api
