// SPDX-License-Identifier: AGPL-3.0-or-later
// The language that mails to somebody are written in: the field "locale", or what the browser prefers.
#pragma once

#include "http/message.hpp"
#include "json/reader.hpp"

namespace federwerk::api {

std::string locale_of(json::reader& in, http::request const& request); // "de" or "en"

} // namespace federwerk::api
