// SPDX-License-Identifier: AGPL-3.0-or-later
// Credits: on the author's server, on the collaborator's, and where a highlight with them is shown.
#pragma once

#include "db/pool.hpp"
#include "domain/credit.hpp"

#include <optional>
#include <string>
#include <vector>

namespace federwerk::db {

// By highlight and collaborator: inserts, or takes over what changed.
result<domain::credit> upsert_credit(transaction& tx, domain::credit const& c);
result<std::optional<domain::credit>> find_credit(transaction& tx, core::snowflake id);
result<std::optional<domain::credit>> find_credit_by_uri(transaction& tx,
                                                         std::string const& uri); // Of either object
result<std::optional<domain::credit>> find_credit_of(transaction& tx, std::string const& highlight_uri,
                                                     core::snowflake collaborator_id);
result<std::vector<domain::credit>> credits_on(transaction& tx, std::string const& highlight_uri);
// Given to the collaborator, newest first.
result<std::vector<domain::credit>> credits_of(transaction& tx, core::snowflake collaborator_id,
                                               std::optional<core::snowflake> before, int limit);
// 1 where one credited the other, 2 over one common collaborator.
result<std::optional<int>> credit_distance(transaction& tx, core::snowflake one, core::snowflake other);
// People who are one credit away from both.
result<std::vector<core::snowflake>> common_collaborators(transaction& tx, core::snowflake one,
                                                          core::snowflake other);

} // namespace federwerk::db
