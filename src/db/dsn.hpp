// SPDX-License-Identifier: AGPL-3.0-or-later
// Connection strings of PostgreSQL, as key=value pairs or as a URI.
#pragma once

#include <string>
#include <string_view>

namespace federwerk::db {

// Adds the parameter where the string does not say it itself.
std::string with_parameter(std::string_view dsn, std::string_view name, std::string_view value);

// What every connection of ours begins with: bounded statements, locks and idle transactions, UTF-8 and UTC.
std::string with_session_limits(std::string_view dsn);

// For the log: without password and without the other parameters.
std::string without_secrets(std::string_view dsn);

} // namespace federwerk::db
