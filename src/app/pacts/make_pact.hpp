// SPDX-License-Identifier: AGPL-3.0-or-later
// An administrator agrees with another instance to exchange openness and calls.
#pragma once

#include "app/along.hpp"
#include "app/instance.hpp"
#include "db/pacts.hpp"

#include <boost/asio/awaitable.hpp>

#include <string>

namespace federwerk::app {

// Follows their station; where theirs asked before, that is accepted in the same transaction, and the pact
// holds as soon as they answer. Again for the same host it takes over the filters, and begins anew what had
// ended. errc::invalid names the field, errc::unavailable says that they do not answer.
boost::asio::awaitable<result<db::pact_entry>> make_pact(instance const& in, std::string host,
                                                         domain::pact_filters filters,
                                                         along<db::pact_entry> with = {});

} // namespace federwerk::app
