// SPDX-License-Identifier: AGPL-3.0-or-later
// Requests, and the private threads that open with interest.
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
result<std::optional<domain::request>> find_request_of_agreement(transaction& tx,
                                                                 std::string const& agreement_uri);
// Newest first. Received: by the member, or by organisations that they act for.
result<std::vector<domain::request>> requests_sent(transaction& tx, core::snowflake member_id,
                                                   std::optional<core::snowflake> before, int limit);
result<std::vector<domain::request>> requests_received(transaction& tx, core::snowflake member_id,
                                                       std::optional<core::snowflake> before, int limit);
result<std::vector<core::snowflake>> requests_that_expire(transaction& tx, core::time_point now, int limit);
result<domain::request_history> history_of_sender(transaction& tx, core::snowflake sender_id,
                                                  core::time_point now);
result<domain::request_history> history_of_host(transaction& tx, std::string const& host,
                                                core::time_point now);

} // namespace federwerk::db
