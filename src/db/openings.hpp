// SPDX-License-Identifier: AGPL-3.0-or-later
// Openings with their seats. Whoever shows one asks through a viewer: opening_visible_to in SQL is the one
// rule (migrations/0013_openings.sql).
#pragma once

#include "db/highlights.hpp"
#include "db/pool.hpp"
#include "domain/opening.hpp"

#include <optional>
#include <string>
#include <vector>

namespace federwerk::db {

// What the viewer may not see, and what has ended or is closed, is as absent as what does not exist. The
// owner (and who acts for an owning organisation) sees closed and ended ones too.
result<std::optional<domain::opening>> find_opening(transaction& tx, core::snowflake id, viewer who);
result<std::optional<domain::opening>> find_opening_by_uri(transaction& tx, std::string const& uri,
                                                           viewer who);
// In the order asked for; those that the viewer may not see are left out.
result<std::vector<domain::opening>> find_openings(transaction& tx, std::vector<core::snowflake> const& ids,
                                                   viewer who);
// Newest first; of one form, where one is given. Full ones are left out, but not for who acts for the owner.
result<std::vector<domain::opening>>
openings_of_actor(transaction& tx, core::snowflake actor_id, viewer who, page const& p,
                  std::optional<domain::opening_form> form = std::nullopt);
// Those that anybody may see now, the full ones left out.
result<std::int64_t> count_public_openings(transaction& tx, core::snowflake actor_id);

// For the machinery, which sees everything; locked: until the transaction ends, seats and capacity with it.
// Who needs both locks a request first, and then its opening.
result<std::optional<domain::opening>> find_any_opening(transaction& tx, std::string const& uri);
result<std::optional<domain::opening>> find_any_opening(transaction& tx, core::snowflake id);
result<std::optional<domain::opening>> lock_opening(transaction& tx, core::snowflake id);

result<> insert_opening(transaction& tx, domain::opening const& o); // With seats, exclusions, recipients
result<> update_opening(transaction& tx, domain::opening const& o);
result<> close_opening(transaction& tx, core::snowflake id, core::time_point now);
// Leaves a tombstone, but not of one of ours that was not public: a 410 would say that there was something.
result<> delete_opening(transaction& tx, domain::opening const& o, core::time_point now);
// Before the opening itself is, by who will delete it.
result<> lock_requests_of(transaction& tx, core::snowflake opening_id);
result<> add_recipient(transaction& tx, core::snowflake opening_id, core::snowflake actor_id);
// False where nobody else has it.
result<bool> take_from_recipients(transaction& tx, core::snowflake opening_id,
                                  std::vector<core::snowflake> const& actors);

// One agreement takes a place of the seat and counts against the capacity; errc::conflict where none is left.
// The opening is locked by it: of two at once, one gets the last seat. Both give whether that made the
// opening or the seat full, or opened it again.
result<bool> take_place(transaction& tx, core::snowflake opening_id, int position, core::time_point now);
// taken_at: when it was taken. Of a month that is over it gives the seat of a call back, but no capacity.
result<bool> give_place_back(transaction& tx, core::snowflake opening_id, int position,
                             core::time_point taken_at);

} // namespace federwerk::db
