// SPDX-License-Identifier: AGPL-3.0-or-later
// The strict gate behind the parser: what two HTTP parsers could read differently is refused (request
// smuggling).
#pragma once

#include "core/result.hpp"
#include "http/headers.hpp"

#include <string_view>

namespace federwerk::net {

// A request's head as the parser understood it.
struct head {
    unsigned version = 11; // 10 or 11
    std::string_view target;
    http::headers const& headers;
};

// The path and query to route by; for a target in absolute form, what follows its authority.
// Any failure is answered with 400 and the end of the connection.
result<std::string_view> check_head(head const& h);

// True where bytes of a body follow the head.
bool announces_body(http::headers const& headers);

} // namespace federwerk::net
