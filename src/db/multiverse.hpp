// SPDX-License-Identifier: AGPL-3.0-or-later
// Each member's Multiverse: written when a highlight arrives, so that reading it is one index scan. Newest
// first means in the order of arrival here (the highlight's id): a late delivery appears at the top and
// cursors never skip. Reading asks visible_to again, so what was written too generously, or before a block,
// is not shown.
#pragma once

#include "db/pool.hpp"
#include "domain/highlight.hpp"

#include <optional>
#include <vector>

namespace federwerk::db {

inline constexpr int multiverse_length = 800; // Items kept per member
inline constexpr int multiverse_back_fill = 20;

// To members here who follow the author, are named, follow a badge of it, or wear one. The highlight is
// stored already. Badges bring public highlights only. Gives how many members it concerns.
result<std::int64_t> fan_out(transaction& tx, domain::highlight const& h);
// To members here who follow the announcer.
result<std::int64_t> fan_out_announced(transaction& tx, core::snowflake announcer_id,
                                       core::snowflake highlight_id);
// The Announce was taken back, or does not count any more: the reason goes, and items that have no other.
result<> forget_announced(transaction& tx, core::snowflake announcer_id, core::snowflake highlight_id);
// Whether anybody here follows the author, is named, follows a badge of it or wears one.
result<bool> concerns_somebody(transaction& tx, domain::highlight const& h);

// A follow that was just accepted brings the newest highlights of the followed member or badge. Followers who
// are no members here have no Multiverse: nothing happens then.
result<> back_fill_multiverse(transaction& tx, core::snowflake member_id, core::snowflake followed_id);
// A follow that ended takes its reason away, and the items that have no other.
result<> forget_in_multiverse(transaction& tx, core::snowflake member_id, core::snowflake followed_id);

struct multiverse_item {
    domain::highlight highlight;
    bool by_follow = false, by_name = false;
    std::vector<core::snowflake> followed_badges, shared_badges, announced_by;
};
result<std::vector<multiverse_item>> multiverse_of(transaction& tx, core::snowflake member_id,
                                                   std::optional<core::snowflake> before, int limit);

} // namespace federwerk::db
