// SPDX-License-Identifier: AGPL-3.0-or-later
// A member makes a badge that nobody made before; it is an actor from then on, and everybody may wear and
// follow it.
#pragma once

#include "app/along.hpp"
#include "app/instance.hpp"
#include "domain/actor.hpp"
#include "domain/badge.hpp"

#include <boost/asio/awaitable.hpp>

namespace federwerk::app {

inline constexpr int most_badges_made_a_day = 30;

// errc::conflict: its name or an alias leads to a badge already. errc::throttled: too many today.
boost::asio::awaitable<result<domain::badge>> make_badge(instance const& in, domain::actor creator,
                                                         domain::badge_draft draft,
                                                         along<domain::badge> with = {});

} // namespace federwerk::app
