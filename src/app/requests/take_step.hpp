// SPDX-License-Identifier: AGPL-3.0-or-later
// A party of a request says the next thing: interest, not now, agreed, withdrawn, done, ended.
#pragma once

#include "app/along.hpp"
#include "app/instance.hpp"
#include "app/requests/request_people.hpp"

#include <boost/asio/awaitable.hpp>

namespace federwerk::app {

// errc::not_found to others, errc::forbidden where it is for the other party to say, errc::conflict where the
// state does not allow it or the last place was taken.
boost::asio::awaitable<result<own_request>> take_step(instance const& in, domain::actor member,
                                                      core::snowflake request_id, domain::step what,
                                                      along<own_request> with = {});

// Rows only, of a locked request: the step, the place that it takes or gives back, the letter to the other
// server, what the other party is told.
result<request_file> carry_out(db::transaction& tx, domain::uris const& uris, own_request const& before,
                               domain::step what, core::time_point now);

} // namespace federwerk::app
