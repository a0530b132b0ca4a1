// SPDX-License-Identifier: AGPL-3.0-or-later
// How rows of highlight become domain::highlight with everything on them: for the statements of this room.
#pragma once

#include "db/pool.hpp"
#include "domain/highlight.hpp"

#include <string>
#include <vector>

namespace federwerk::db {

// To be selected from table highlight under the name h.
extern std::string const highlight_columns;

// In the place of the table: what $1 wrote, and what they are credited on while the credit stands.
extern std::string const highlights_by_or_with;

// In the order of the rows; six statements however many they are.
result<std::vector<domain::highlight>> read_highlights(transaction& tx, pqxx::result const& rows);

} // namespace federwerk::db
