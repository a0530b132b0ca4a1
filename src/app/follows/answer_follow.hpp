// SPDX-License-Identifier: AGPL-3.0-or-later
// A member who approves followers says yes or no to one.
#pragma once

#include "app/along.hpp"
#include "app/instance.hpp"

#include <boost/asio/awaitable.hpp>

namespace federwerk::app {

enum class follow_answer { accept, reject };

// errc::not_found where nobody asks, or asks somebody else.
boost::asio::awaitable<result<>> answer_follow(instance const& in, domain::actor member,
                                               core::snowflake follow_id, follow_answer answer,
                                               along<follow_answer> with = {});

} // namespace federwerk::app
