// SPDX-License-Identifier: AGPL-3.0-or-later
// A member who is named on somebody's highlight confirms it with an object that this server hosts, declines,
// or takes the confirmation back.
#pragma once

#include "app/along.hpp"
#include "app/credits/credit_letters.hpp"
#include "app/instance.hpp"

#include <boost/asio/awaitable.hpp>

namespace federwerk::app {

// errc::not_found where nobody asked this member; errc::conflict where the state does not allow it, or the
// text changed at the same time.
boost::asio::awaitable<result<credit_file>> confirm_credit(instance const& in, domain::actor member,
                                                           core::snowflake id, along<credit_file> with = {});
boost::asio::awaitable<result<credit_file>> decline_credit(instance const& in, domain::actor member,
                                                           core::snowflake id, along<credit_file> with = {});
boost::asio::awaitable<result<>> revoke_credit(instance const& in, domain::actor member, core::snowflake id);

} // namespace federwerk::app
