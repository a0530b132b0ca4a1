// SPDX-License-Identifier: AGPL-3.0-or-later
// An organisation of this instance issues a badge to somebody, here or elsewhere; and takes it back.
#pragma once

#include "app/along.hpp"
#include "app/awards/award_letters.hpp"
#include "app/instance.hpp"

#include <boost/asio/awaitable.hpp>

#include <string>

namespace federwerk::app {

// `organisation` is an id or a handle. errc::forbidden where the member may not do this for it, or its domain
// is not proven; errc::invalid names the fields; errc::conflict where the recipient has or was offered the
// badge, or declined it.
boost::asio::awaitable<result<award_file>> issue_award(instance const& in, domain::actor member,
                                                       std::string organisation, domain::award_draft draft,
                                                       along<award_file> with);

// What was offered or accepted holds no longer. errc::conflict where it does not hold anyway.
boost::asio::awaitable<result<>> revoke_award(instance const& in, domain::actor member,
                                              std::string organisation, core::snowflake id);

} // namespace federwerk::app
