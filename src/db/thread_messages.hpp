// SPDX-License-Identifier: AGPL-3.0-or-later
// Messages of the private threads that open with interest. Whoever reads them has looked at the request
// first: only its two parties may.
#pragma once

#include "core/snowflake.hpp"
#include "core/time.hpp"
#include "db/pool.hpp"

#include <optional>
#include <string>
#include <vector>

namespace federwerk::db {

struct thread_message {
    core::snowflake id;
    std::string uri; // Of the Note
    core::snowflake request_id, actor_id;
    std::string html, plain; // Sanitised; without markup
    core::time_point published;
};

// False where the URI is known.
result<bool> insert_thread_message(transaction& tx, thread_message const& m);
// Newest first.
result<std::vector<thread_message>> thread_messages(transaction& tx, core::snowflake request_id,
                                                    std::optional<core::snowflake> before, int limit);
result<int> count_thread_messages_today(transaction& tx, core::snowflake request_id, core::snowflake actor_id,
                                        core::time_point now);
// The URIs of those that the actor wrote in it, oldest first.
result<std::vector<std::string>> thread_messages_by(transaction& tx, core::snowflake request_id,
                                                    core::snowflake actor_id);
result<std::optional<thread_message>> find_thread_message(transaction& tx, std::string const& uri);
// By its author, taken back; false where there is none.
result<bool> delete_thread_message(transaction& tx, std::string const& uri, core::snowflake actor_id);
// All of the thread, and the letters that brought ours: one that is still to go out goes no more.
result<> delete_thread_messages(transaction& tx, core::snowflake request_id);

} // namespace federwerk::db
