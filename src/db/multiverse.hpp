// SPDX-License-Identifier: AGPL-3.0-or-later
// Each member's Multiverse: written when a highlight arrives, so that reading it is one index scan. Newest
// first means in the order of arrival here (the highlight's id): a late delivery appears at the top and
// cursors never skip. Reading asks visible_to again, so what was written too generously, or before a block,
// is not shown.
#pragma once

#include "db/pool.hpp"
#include "domain/highlight.hpp"
#include "domain/opening.hpp"

#include <optional>
#include <string>
#include <vector>

namespace federwerk::db {

inline constexpr int multiverse_length = 800; // Items kept per member
inline constexpr int multiverse_back_fill = 20;

// To members here who follow the author, are named, have a credit with the author, follow a badge of it, or
// wear one. The highlight is stored already. Badges bring public highlights only. Gives how many members it
// concerns.
result<std::int64_t> fan_out(transaction& tx, domain::highlight const& h);
// To members here who follow the announcer.
result<std::int64_t> fan_out_announced(transaction& tx, core::snowflake announcer_id,
                                       core::snowflake highlight_id);
// The Announce was taken back, or does not count any more: the reason goes, and items that have no other.
result<> forget_announced(transaction& tx, core::snowflake announcer_id, core::snowflake highlight_id);
// Whether anybody here follows the author, is named, has a credit with the author, follows a badge of it or
// wears one.
result<bool> concerns_somebody(transaction& tx, domain::highlight const& h);

// A follow that was just accepted brings the newest highlights of the followed member or badge. Followers who
// are no members here have no Multiverse: nothing happens then.
result<> back_fill_multiverse(transaction& tx, core::snowflake member_id, core::snowflake followed_id);
// The same for badges that the member has just put on: public highlights that have them.
result<> back_fill_worn(transaction& tx, core::snowflake member_id,
                        std::vector<core::snowflake> const& badges);
// The same for each of two with a credit that was just confirmed: public highlights of the other. Whether it
// still stands is asked when the page is read.
result<> back_fill_credited(transaction& tx, core::snowflake one, core::snowflake other);
// A follow that ended takes its reason away, and the items that have no other.
result<> forget_in_multiverse(transaction& tx, core::snowflake member_id, core::snowflake followed_id);

// A highlight or an opening, and why it is there. Openings are not written down beforehand: they end, fill up
// and are closed, so what is open is asked when the page is read.
struct multiverse_item {
    std::optional<domain::highlight> highlight;
    std::optional<domain::opening> opening;
    bool by_follow = false, by_name = false, by_credit = false; // by_credit: by somebody one credit away
    std::vector<core::snowflake> followed_badges, shared_badges, announced_by;

    core::snowflake id() const { return highlight ? highlight->id : opening->id; }
    core::snowflake actor_id() const { return highlight ? highlight->actor_id : opening->actor_id; }
};
struct multiverse_filter {
    std::optional<core::snowflake> badge_id;
    std::string kind;     // Of openings: highlights have none
    std::string language; // "de" finds "de-CH" too
    std::string host;     // Of the author or owner
};
struct multiverse_page {
    std::vector<multiverse_item> items;
    // As far as was read, whether or not that item is still there when its text is read: here the next page
    // begins.
    std::optional<core::snowflake> last;
    bool more = false;
};
// Newest first, always in the same order.
result<multiverse_page> multiverse_of(transaction& tx, core::snowflake member_id,
                                      std::optional<core::snowflake> before, int limit,
                                      multiverse_filter const& filter = {});
} // namespace federwerk::db
