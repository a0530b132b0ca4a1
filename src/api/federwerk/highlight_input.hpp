// SPDX-License-Identifier: AGPL-3.0-or-later
// What clients send to publish and to edit a highlight. Shape here, rules in domain/highlight.cpp.
#pragma once

#include "domain/highlight.hpp"
#include "http/message.hpp"

namespace federwerk::api {

result<domain::highlight_draft> read_highlight_draft(http::request const& request);
result<domain::highlight_edit> read_highlight_edit(http::request const& request); // Absent stays, null clears

} // namespace federwerk::api
