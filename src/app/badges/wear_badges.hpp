// SPDX-License-Identifier: AGPL-3.0-or-later
// The badges that a member wears, in the member's own order: the whole list at once.
#pragma once

#include "app/profiles/edit_profile.hpp"

namespace federwerk::app {

inline constexpr std::size_t most_badges_worn = 50;

// Slugs, aliases, or handles of badges elsewhere. errc::invalid names the first that nobody knows.
boost::asio::awaitable<result<profile>> wear_badges(instance const& in, core::snowflake member_id,
                                                    std::vector<std::string> names);

} // namespace federwerk::app
