// SPDX-License-Identifier: AGPL-3.0-or-later
// Searches that members keep, to be told once a day of what is new.
#pragma once

#include "db/pool.hpp"
#include "domain/station_query.hpp"

#include <optional>
#include <string>
#include <vector>

namespace federwerk::db {

struct saved_search {
    core::snowflake id, member_id;
    std::string name;
    domain::station_query query;
    core::snowflake seen_until; // Until where among the news of openings it was told
    core::time_point created_at;
};

// id, and what is told of from now on, are set here. errc::conflict: the member keeps `most` already.
result<saved_search> insert_saved_search(transaction& tx, saved_search search, int most);
// Newest first.
result<std::vector<saved_search>> saved_searches_of(transaction& tx, core::snowflake member_id,
                                                    std::optional<core::snowflake> before, int limit);
result<bool> delete_saved_search(transaction& tx, core::snowflake member_id, core::snowflake id);
result<> mark_told(transaction& tx, core::snowflake id, core::snowflake until);

} // namespace federwerk::db
