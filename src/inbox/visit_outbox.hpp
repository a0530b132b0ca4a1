// SPDX-License-Identifier: AGPL-3.0-or-later
// What somebody published before anybody here followed them, brought in quietly: what they are open to,
// public Notes of their own out of their outbox, openings that are still open among them, and what they
// announced as far as the budget goes, by the rules of the inbox.
#pragma once

#include "inbox/gather.hpp"

#include <boost/asio/awaitable.hpp>

namespace federwerk::inbox {

struct visit_tools {
    domain::uris const& uris;
    db::pool& db;
    gatherer& gather;
    remote::resolver& remote;
    app::opening_caps caps = {};
};

// How many highlights and openings came in. Failing means that the outbox could not be read, or nothing could
// be stored: what one entry is wrong about is that entry's alone. Doing it again changes nothing.
boost::asio::awaitable<result<int>> visit_outbox(visit_tools with, std::string actor_uri);

} // namespace federwerk::inbox
