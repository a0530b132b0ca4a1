// SPDX-License-Identifier: AGPL-3.0-or-later
// What is asked of the database before an opening of others is stored, and after it is over.
#pragma once

#include "db/pool.hpp"

#include "core/time.hpp"
#include "domain/opening.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace federwerk::db {

// Whether anybody but our station, which stands for a pact, is among them.
result<bool> is_for_people(transaction& tx, std::vector<core::snowflake> const& recipients);

// People and organisations of this instance, and its station: of these URIs, and where asked for all that
// follow the owner.
result<std::vector<core::snowflake>> recipients_here(transaction& tx, std::vector<std::string> const& uris,
                                                     std::optional<core::snowflake> followers_of);

// No further than a bit beyond what is asked for.
struct open_now {
    int of_host = 0, of_actor = 0;
};
result<open_now> count_open_of_others(transaction& tx, core::snowflake owner_id, int at_most,
                                      core::time_point now);

// None of them is a seat of another opening than this one.
result<bool> seats_are_its_own(transaction& tx, domain::opening const& o);

// Of its seats, those that requests from or to here name, whether or not they are still there.
result<std::vector<int>> asked_positions(transaction& tx, core::snowflake opening_id);

result<> touch_fetched(transaction& tx, core::snowflake opening_id, core::time_point now);
// Its home does not know it any more; nobody said that it is gone for ever, so it leaves no tombstone.
result<> forget_opening(transaction& tx, core::snowflake opening_id);

// Of others: over for so long that nobody needs them. Ours stay, and answer 410. Gives how many
// rows went.
result<std::int64_t> purge_openings(transaction& tx, core::time_point ended_before, int limit);

} // namespace federwerk::db
