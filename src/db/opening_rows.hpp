// SPDX-License-Identifier: AGPL-3.0-or-later
// How rows of opening become domain::opening with everything on them: for the statements of this room.
#pragma once

#include "db/pool.hpp"
#include "domain/opening.hpp"

#include <string>
#include <vector>

namespace federwerk::db {

// To be selected from table opening under the name o.
extern std::string const opening_columns;

// Conditions on o with the viewer as $1: the one rule of who sees an opening, and that it is open, which only
// who acts for its owner need not mind.
extern std::string const opening_is_seen;

// In the order of the rows; five statements however many they are.
result<std::vector<domain::opening>> read_openings(transaction& tx, pqxx::result const& rows);

} // namespace federwerk::db
