// SPDX-License-Identifier: AGPL-3.0-or-later
// At the moment somebody opens or answers a remote opening, its home is asked whether it still holds.
#pragma once

#include "app/instance.hpp"
#include "domain/opening.hpp"

#include <boost/asio/awaitable.hpp>

#include <optional>

namespace federwerk::app {

// As it is now: of ours and of what was asked for a few minutes ago at once, otherwise as its home tells it,
// within a few seconds. Nothing where it is gone. As the machinery sees it: whether the viewer may see it is
// asked before and after, by db::find_opening. Where the home does not answer, what is stored stands.
boost::asio::awaitable<result<std::optional<domain::opening>>> refresh_opening(instance const& in,
                                                                               core::snowflake id);

} // namespace federwerk::app
