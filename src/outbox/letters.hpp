// SPDX-License-Identifier: AGPL-3.0-or-later
// Bodies are read once for all the peers that they go to, and kept for a while. With them the FEP-8fcf
// headers.
#pragma once

#include "db/deliveries.hpp"
#include "remote/bounded_cache.hpp"

#include <boost/asio/awaitable.hpp>

#include <map>
#include <memory>
#include <set>

namespace federwerk::outbox {

using posted = std::shared_ptr<db::posted_activity const>;

// By actor, then by the origin that asks.
using synchronization_needs = std::map<core::snowflake, std::set<std::string>>;
using synchronization_headers = std::map<std::pair<core::snowflake, std::string>, std::string>;

class letters {
public:
    explicit letters(db::pool& db) : db_(db) {}

    // Reads those that are not in memory, in one query.
    boost::asio::awaitable<result<>> prefetch(std::vector<core::snowflake> ids);
    // Null where there is no such activity any more.
    boost::asio::awaitable<result<posted>> get(core::snowflake id);
    posted find(core::snowflake id); // Only where it is in memory

    boost::asio::awaitable<result<synchronization_headers>> headers(synchronization_needs needs);

private:
    db::pool& db_;
    remote::bounded_cache<posted> known_{256};
};

} // namespace federwerk::outbox
