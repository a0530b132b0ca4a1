// SPDX-License-Identifier: AGPL-3.0-or-later
// What clients send to publish, edit and renew openings. Shape here, rules in domain/opening_rules.cpp.
#pragma once

#include "domain/opening.hpp"
#include "http/message.hpp"

#include <optional>
#include <string>

namespace federwerk::api {

struct opening_wish {
    domain::opening_draft draft;
    std::optional<std::string> organisation; // Of calls: for whom
};
result<opening_wish> read_opening_wish(http::request const& request, domain::opening_form form);

// Absent stays, null clears; as end of an openness, null is the longest that is allowed from now on.
result<domain::opening_edit> read_opening_edit(http::request const& request, domain::opening_form form,
                                               core::time_point now);

result<std::optional<core::time_point>> read_renewal(http::request const& request);

} // namespace federwerk::api
