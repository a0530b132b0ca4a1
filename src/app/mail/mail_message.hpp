// SPDX-License-Identifier: AGPL-3.0-or-later
// A mail as bytes: RFC 5322 with MIME, in UTF-8.
#pragma once

#include "core/time.hpp"

#include <string>

namespace federwerk::app {

struct mail_message {
    std::string from, to;  // Plain addresses
    std::string from_name; // Shown beside the address
    std::string subject, body;
    std::string id; // The left side of the Message-ID; the right side is from's domain
    core::time_point date;
    std::string unsubscribe; // An address that ends mails like this one with one click; empty: none
};

// base64: every server on the way leaves it as it is. eight_bit (RFC 2045 6.2): a file that people read.
enum class mail_encoding { base64, eight_bit };
std::string write_mail(mail_message const& m, mail_encoding encoding); // Lines end in CRLF

} // namespace federwerk::app
