// SPDX-License-Identifier: AGPL-3.0-or-later
// multipart/form-data (RFC 7578), read strictly: what two parsers could read differently is refused.
#pragma once

#include "core/result.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace federwerk::api {

struct multipart_limits {
    std::size_t parts = 8;
    std::size_t header_bytes = 4096; // Of one part
};

struct part {
    std::string name;
    std::optional<std::string> filename; // What the client says; never a path of ours
    std::string_view body;               // Within the request's body, which must outlive it
};

// errc::unsupported: another media type; errc::malformed: anything that is not exactly RFC 7578.
result<std::vector<part>> parse_multipart(std::string_view content_type, std::string_view body,
                                          multipart_limits const& within = {});

} // namespace federwerk::api
