// SPDX-License-Identifier: AGPL-3.0-or-later
// How rows of award become domain::award: for the statements of this room.
#pragma once

#include "db/pool.hpp"
#include "domain/award.hpp"

#include <string>
#include <vector>

namespace federwerk::db {

// To be selected from table award under the name w; blanks at both ends.
extern std::string const award_columns;

domain::award to_award(pqxx::row const& row);
std::vector<domain::award> to_awards(pqxx::result const& rows);

} // namespace federwerk::db
