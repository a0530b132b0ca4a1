// SPDX-License-Identifier: AGPL-3.0-or-later
// The badges that rows of other tables name: for the statements of this room.
#pragma once

#include "db/pool.hpp"
#include "domain/badge.hpp"

#include <map>

namespace federwerk::db {

// By the column badge_id, each once.
result<std::map<core::snowflake, domain::badge>> badges_in(transaction& tx, pqxx::result const& rows);

} // namespace federwerk::db
