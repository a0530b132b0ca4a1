// SPDX-License-Identifier: AGPL-3.0-or-later
// Requests on their way over a common collaborator, on the servers of the asker and of the introducer.
#pragma once

#include "db/pool.hpp"
#include "domain/introduction.hpp"

#include <optional>
#include <string>
#include <vector>

namespace federwerk::db {

result<bool> insert_introduction(transaction& tx, domain::introduction const& i); // False: it is known
result<> update_introduction(transaction& tx, domain::introduction const& i);
// Locked until the transaction ends.
result<std::optional<domain::introduction>> lock_introduction(transaction& tx, core::snowflake id);
result<std::optional<domain::introduction>>
lock_introduction_by_uri(transaction& tx,
                         std::string const& uri); // Or of its Offer
// Newest first.
result<std::vector<domain::introduction>> introductions_sent(transaction& tx, core::snowflake asker_id,
                                                             std::optional<core::snowflake> before,
                                                             int limit);
result<std::vector<domain::introduction>> introductions_received(transaction& tx,
                                                                 core::snowflake introducer_id,
                                                                 std::optional<core::snowflake> before,
                                                                 int limit);
// To an opening: that wait, or look so to the asker. The asker is locked by both of these.
result<int> count_open_introductions(transaction& tx, core::snowflake asker_id, core::time_point now,
                                     std::string const& opening_uri);
// To any: those, and all of the last day, whatever became of them.
result<int> count_introductions(transaction& tx, core::snowflake asker_id, core::time_point now);

} // namespace federwerk::db
