// SPDX-License-Identifier: AGPL-3.0-or-later
// Ends requests that nobody agreed to within their time. Declined and unanswered ones are ended alike, in the
// order of their ends: the same Reject, the same word to the sender.
#pragma once

#include "app/instance.hpp"

#include <boost/asio/awaitable.hpp>

namespace federwerk::app {

// At most so many; gives how many.
result<std::size_t> expire_requests(db::transaction& tx, domain::uris const& uris, core::time_point now,
                                    int at_most);

// Of the sender for this opening, before they ask anew: their seat is free from the very moment on.
result<> expire_requests_of(db::transaction& tx, domain::uris const& uris, core::snowflake sender_id,
                            std::string const& opening_uri, core::time_point now);

// At the start and then every minute, until the coroutine is cancelled.
boost::asio::awaitable<void> run_expire_requests(instance const& in);

} // namespace federwerk::app
