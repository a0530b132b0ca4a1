// SPDX-License-Identifier: AGPL-3.0-or-later
// Answers as bytes: one string of head and body, so that a small answer is one write.
#pragma once

#include "http/message.hpp"

#include <cstdint>
#include <string>

namespace federwerk::net {

struct answer_framing {
    http::method asked = http::method::get;
    bool keep_alive = true;
    std::uint64_t length = 0; // Of the body or file
};

// Appends the head. Fields that frame the message are the server's: a handler's own are left out. False where
// a field holds characters that could end it early; nothing is appended then.
bool append_head(std::string& out, http::response const& answer, answer_framing const& framing);

bool may_have_body(unsigned status, http::method asked);
std::string_view reason_of(unsigned status);
http::response plain_answer(unsigned status); // A status with its reason as text
bool is_safe_field(std::string_view name, std::string_view value);

} // namespace federwerk::net
