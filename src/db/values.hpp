// SPDX-License-Identifier: AGPL-3.0-or-later
// Values between C++ and PostgreSQL where libpqxx 6.4 has no conversion of its own.
#pragma once

#include "core/snowflake.hpp"
#include "core/time.hpp"

#include <pqxx/pqxx>

#include <optional>
#include <string>
#include <vector>

namespace federwerk::db {

// Into parameters. Lists are PostgreSQL array literals: cast them, $1::bigint[].
std::string array(std::vector<std::string> const& values);
std::string array(std::vector<core::snowflake> const& values);
std::string timestamp(core::time_point t); // RFC 3339, for timestamptz
std::optional<std::string> timestamp(std::optional<core::time_point> t);
std::optional<std::int64_t> nullable(std::optional<core::snowflake> const& id);
pqxx::binarystring bytes(std::string_view raw); // bytea

// Out of fields. Select timestamps as milliseconds(column), a function of ours that gives a bigint.
core::snowflake to_id(pqxx::field const& f);
std::optional<core::snowflake> to_optional_id(pqxx::field const& f);
core::time_point to_time(pqxx::field const& f);
std::optional<core::time_point> to_optional_time(pqxx::field const& f);
std::optional<std::string> to_optional_text(pqxx::field const& f);
std::optional<int> to_optional_int(pqxx::field const& f);
std::vector<std::string> to_texts(pqxx::field const& f);   // text[]
std::vector<core::snowflake> to_ids(pqxx::field const& f); // bigint[]
std::string to_bytes(pqxx::field const& f);                // bytea

} // namespace federwerk::db
