// SPDX-License-Identifier: AGPL-3.0-or-later
// A message of the party that acts, in the thread of a request: kept, and promised to the other one where
// they live elsewhere. Rows only.
#pragma once

#include "app/requests/request_people.hpp"
#include "db/thread_messages.hpp"
#include "domain/uris.hpp"

namespace federwerk::app {

// Of its text and time; gives it with all the rest. Whether it may be written was asked before.
result<db::thread_message> post_message(db::transaction& tx, domain::uris const& uris, own_request const& own,
                                        db::thread_message message);

// The step that was just taken, in words, to somebody whose server has no letter for it. It stands in the
// thread, so that what they answer is found, and the member sees what was said in their name.
result<> say_step(db::transaction& tx, domain::uris const& uris, own_request const& after, domain::step what,
                  core::time_point now);

} // namespace federwerk::app
