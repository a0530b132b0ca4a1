// SPDX-License-Identifier: AGPL-3.0-or-later
// Whether who asks has these bytes already.
#pragma once

#include "http/message.hpp"

#include <string_view>

namespace federwerk::http {

// If-None-Match (RFC 9110 13.1.2) names the tag, or "*". Weak comparison: a proxy that compressed what we
// sent made the tag weak.
bool has_already(request const& request, std::string_view tag);

} // namespace federwerk::http
