// SPDX-License-Identifier: AGPL-3.0-or-later
// Who here may want to hear of an opening that has just come in, because something of theirs may fit it.
#pragma once

#include "db/pool.hpp"
#include "domain/notification.hpp"
#include "domain/opening.hpp"

#include <string>
#include <vector>

namespace federwerk::db {

// A member who may see what came in, and an opening of theirs or of an organisation for which they act.
struct counterpart {
    core::snowflake member_id, opening_id;
};
struct counterparts {
    std::vector<counterpart> pairs;        // By member, then newest first
    std::vector<domain::opening> openings; // Those of the pairs, each once
};
// By form, direction, kind and terms, or as the other half of a swap: what is left for the domain to judge
// are places, languages and badges. Only of the newest at_most that are open here, whatever comes in. Without
// members who were told of a match on that day already or of this one ever, those to whom it belongs, those
// with a block between them and its owner, and openings whose owners left out its owner.
result<counterparts> find_counterparts(transaction& tx, domain::opening const& fresh, core::time_point now,
                                       int at_most);

struct match {
    core::snowflake member_id;
    std::string own_uri; // What of theirs it fits
};
result<> tell_of_matches(transaction& tx, domain::opening const& fresh, std::vector<match> const& matches,
                         core::time_point now);

// It changed: to searches that are kept, and to digests, it is new again, once a week at most. What changes
// sooner is so when the week is over.
result<> renew_opening(transaction& tx, core::snowflake id, core::time_point now);

// What these are open to or look for now, the newest at_most.
result<std::vector<domain::opening>> open_ones_of(transaction& tx, std::vector<core::snowflake> const& owners,
                                                  core::time_point now, int at_most);

// A member hears of one match a day; this is the mark of that day (notification.once).
std::string match_once(core::snowflake member_id, core::time_point now);
domain::notification_kind match_kind(domain::opening const& fresh);

// Which of these openings the member was told of as they came in.
result<std::vector<core::snowflake>> told_of(transaction& tx, core::snowflake member_id,
                                             std::vector<core::snowflake> const& opening_ids);
// Which of these people are left out of the opening.
result<std::vector<core::snowflake>> left_out_of(transaction& tx, core::snowflake opening_id,
                                                 std::vector<core::snowflake> const& actor_ids);

} // namespace federwerk::db
