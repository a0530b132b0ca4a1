// SPDX-License-Identifier: AGPL-3.0-or-later
// What a token may do: "read", "write", "follow", "push", or a part of one, "write:highlights".
#pragma once

#include "core/result.hpp"

#include <string>
#include <string_view>

namespace federwerk::domain {

// Each known, each once, separated by single spaces. Empty or unknown: errc::invalid.
result<std::string> parse_scopes(std::string_view text);

// "read" covers "read" and "read:…". "follow" is granted by "follow", "write" or "write:follows", as clients
// know it from Mastodon.
bool covers(std::string_view granted, std::string_view needed);

} // namespace federwerk::domain
