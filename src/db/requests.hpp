// SPDX-License-Identifier: AGPL-3.0-or-later
// Requests: what answers an opening, on both servers that have to do with it.
#pragma once

#include "db/pool.hpp"
#include "domain/request.hpp"

#include <optional>
#include <string>
#include <vector>

namespace federwerk::db {

result<> insert_request(transaction& tx,
                        domain::request const& r); // errc::conflict: an open one for this seat is there
result<> update_request(transaction& tx, domain::request const& r);
// Locked until the transaction ends.
result<std::optional<domain::request>> lock_request(transaction& tx, core::snowflake id);
result<std::optional<domain::request>> lock_request_by_uri(transaction& tx, std::string const& uri);
result<std::optional<domain::request>> lock_request_of_agreement(transaction& tx,
                                                                 std::string const& agreement_uri);
// Those that hold a seat of the opening for the sender, newest first.
result<std::vector<domain::request>> lock_open_requests(transaction& tx, core::snowflake sender_id,
                                                        std::string const& opening_uri);
// Only to be read.
result<std::optional<domain::request>> find_request(transaction& tx, core::snowflake id);
result<std::optional<domain::request>> find_request_by_uri(transaction& tx, std::string const& uri);
result<std::optional<domain::request>> find_request_of_agreement(transaction& tx,
                                                                 std::string const& agreement_uri);
// Newest first. Received: by the member, or by organisations that they act for.
result<std::vector<domain::request>> requests_sent(transaction& tx, core::snowflake member_id,
                                                   std::optional<core::snowflake> before, int limit);
result<std::vector<domain::request>> requests_received(transaction& tx, core::snowflake member_id,
                                                       std::optional<core::snowflake> before, int limit);
// Of either kind, with a thread that is open to the member.
result<std::vector<domain::request>> requests_with_threads(transaction& tx, core::snowflake member_id,
                                                           std::optional<core::snowflake> before, int limit);
// Those that came to their end first, first; whatever else is true of them plays no part.
result<std::vector<core::snowflake>> requests_that_expire(transaction& tx, core::time_point now, int limit);

// The limits. Each locks what it counts for (the sender, the host) until the transaction ends, so that of
// many requests at once none slips through. A decline counts when its request expires, as silence does:
// earlier it would show in the sender's own limit. What was withdrawn without an answer counts then too.
result<domain::request_history> history_of_sender(transaction& tx, core::snowflake sender_id,
                                                  core::time_point now);
result<domain::request_history> history_of_host(transaction& tx, std::string const& host,
                                                core::time_point now);
result<domain::acquaintance> acquaintance_of(transaction& tx, core::snowflake sender_id,
                                             core::snowflake receiver_id, core::time_point now);

} // namespace federwerk::db
