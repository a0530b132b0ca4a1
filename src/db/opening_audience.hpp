// SPDX-License-Identifier: AGPL-3.0-or-later
// Who hears of openings of this instance, and whose end comes near.
#pragma once

#include "db/pool.hpp"
#include "domain/opening.hpp"

#include <optional>
#include <vector>

namespace federwerk::db {

// People elsewhere to whom one that is not public goes: followers and, by its audience, people two credits
// away or verified organisations; of all of them those who may see it. Stations are not among them.
result<std::vector<core::snowflake>> who_hears(transaction& tx, core::snowflake opening_id);
// Those to whom it went before, whether or not they may still see it.
result<std::vector<core::snowflake>> who_heard(transaction& tx, core::snowflake opening_id);
result<> remember_who_heard(transaction& tx, core::snowflake opening_id,
                            std::vector<core::snowflake> const& actors);
// The station of the instance whose station or instance actor has read them: by that it has them.
result<> remember_who_read(transaction& tx, std::optional<core::snowflake> reader,
                           std::vector<domain::opening> const& openings);
// Those to whom it went and who may not see it any more. From then on they are as who never heard of it.
result<std::vector<core::snowflake>> forget_shut_out(transaction& tx, core::snowflake opening_id);

// Of these stations, those at whose hosts nobody is left out of the opening: a station shows it to all of its
// people.
result<std::vector<core::snowflake>> only_let_in(transaction& tx, core::snowflake opening_id,
                                                 std::vector<core::snowflake> const& stations);

result<int> agreed_this_month(transaction& tx, core::snowflake opening_id, core::time_point now);
result<int> count_open(transaction& tx, core::snowflake actor_id, domain::opening_form form);
result<bool> is_renewed(transaction& tx, core::snowflake call_id); // Another call follows it

// Open ones of this instance that end before the time and whose owner was not asked yet whether they still
// hold; not of the last three days, which were written down with that end in mind. Locked, and marked as
// asked; another process finds none of them.
result<std::vector<core::snowflake>> ask_about_end(transaction& tx, core::time_point before,
                                                   core::time_point now, int limit);

} // namespace federwerk::db
