// SPDX-License-Identifier: AGPL-3.0-or-later
// In which units seats of openings elsewhere are answered.
#pragma once

#include "db/pool.hpp"

#include "core/snowflake.hpp"
#include "domain/seat_terms.hpp"

#include <map>
#include <string>

namespace federwerk::db {

result<> replace_seat_terms(transaction& tx, core::snowflake opening_id,
                            std::map<std::string, domain::seat_terms> const& by_seat_uri);
// One of one, where nothing else was said.
result<domain::seat_terms> find_seat_terms(transaction& tx, core::snowflake opening_id, int position);

} // namespace federwerk::db
