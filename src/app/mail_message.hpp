// SPDX-License-Identifier: AGPL-3.0-or-later
// A mail as bytes: RFC 5322 with MIME, UTF-8 in base64, so that every server on the way leaves it as it is.
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
std::string write_mail(mail_message const& m); // Lines end in CRLF

} // namespace federwerk::app
