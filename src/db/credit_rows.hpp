// SPDX-License-Identifier: AGPL-3.0-or-later
// How rows of credit become domain::credit: for the statements of this room.
#pragma once

#include "db/pool.hpp"
#include "domain/credit.hpp"

#include <optional>
#include <string>
#include <vector>

namespace federwerk::db {

// To be selected from table credit under the name k; blanks at both ends.
extern std::string const credit_columns;

domain::credit to_credit(pqxx::row const& row);
std::vector<domain::credit> to_credits(pqxx::result const& rows);
std::optional<domain::credit> first_credit(pqxx::result const& rows);

} // namespace federwerk::db
