// SPDX-License-Identifier: AGPL-3.0-or-later
// The private thread of a request: its two parties write.
#pragma once

#include "app/along.hpp"
#include "app/instance.hpp"
#include "app/requests/request_people.hpp"
#include "db/thread_messages.hpp"

#include <boost/asio/awaitable.hpp>

namespace federwerk::app {

inline constexpr std::size_t most_message = 5'000; // Characters of Markdown
inline constexpr int most_messages_a_day = 200;    // Of one party in one thread

struct sent_message {
    db::thread_message message;
    domain::actor author; // An organisation where a member writes for it
};
// errc::not_found where there is no thread for this member, errc::conflict where it is over.
boost::asio::awaitable<result<sent_message>> send_message(instance const& in, domain::actor member,
                                                          core::snowflake request_id, std::string markdown,
                                                          along<sent_message> with = {});

// From the wire, rows only, with sanitised HTML: by a party, into the thread of the request. False where
// there is none that takes it.
result<bool> receive_message(db::transaction& tx, domain::actor const& by, core::snowflake request_id,
                             db::thread_message message, core::time_point now);

} // namespace federwerk::app
