// SPDX-License-Identifier: AGPL-3.0-or-later
// Either party of a request removes its private thread, for both.
#pragma once

#include "app/instance.hpp"
#include "app/requests/request_people.hpp"

#include <boost/asio/awaitable.hpp>

namespace federwerk::app {

// Gone here for both. Elsewhere one's own messages are deleted, which every server does; another Federwerk
// forgets the whole thread. errc::not_found where there is none for this member.
boost::asio::awaitable<result<>> remove_thread(instance const& in, domain::actor member,
                                               core::snowflake request_id);

// The other server asks, rows only: by a party elsewhere. False where there is none.
result<bool> receive_thread_removal(db::transaction& tx, domain::actor const& by,
                                    std::string const& request_uri, core::time_point now);

} // namespace federwerk::app
