// SPDX-License-Identifier: AGPL-3.0-or-later
// Pacts with other instances, and the stations that they hold with.
#pragma once

#include "db/pool.hpp"
#include "domain/pact.hpp"

#include <optional>
#include <string>
#include <vector>

namespace federwerk::db {

result<> upsert_pact(transaction& tx, domain::pact const& p);
result<bool> delete_pact(transaction& tx, std::string const& host);
result<std::optional<domain::pact>> find_pact(transaction& tx, std::string const& host);
result<std::optional<domain::pact>> find_pact_of_station(transaction& tx, core::snowflake station_id);
result<std::vector<domain::pact>> pacts(transaction& tx); // By host
result<std::vector<domain::pact>> pacts_that_hold(transaction& tx);
result<bool> pact_holds(transaction& tx, std::string const& host);

} // namespace federwerk::db
