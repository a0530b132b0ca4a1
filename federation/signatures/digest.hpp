// SPDX-License-Identifier: AGPL-3.0-or-later
// The digest of a body, as the headers Digest (cavage-12) and Content-Digest (RFC 9530) carry it.
#pragma once

#include "core/result.hpp"

#include <string>
#include <string_view>

namespace federwerk::signatures {

std::string digest_of(std::string_view body);         // "SHA-256=…"
std::string content_digest_of(std::string_view body); // "sha-256=:…:"

// At least one algorithm must be SHA-256 or SHA-512, all of those must match, and none may occur twice; names
// of algorithms are compared without case, unknown ones are skipped (interop quirk 3). errc::unauthenticated.
result<> check_digest(std::string_view header, std::string_view body);
result<> check_content_digest(std::string_view header, std::string_view body);

} // namespace federwerk::signatures
