// SPDX-License-Identifier: AGPL-3.0-or-later
// The introducer passes a request on, with a sentence, or lets it lapse; the asker may want it no more.
#pragma once

#include "app/introductions/ask_introduction.hpp"

namespace federwerk::app {

// By the introducer; errc::not_found for others. errc::conflict where it is over, or where an opening here
// takes no requests any more.
boost::asio::awaitable<result<introduction_file>>
pass_on_introduction(instance const& in, domain::actor introducer, core::snowflake id, std::string sentence,
                     along<introduction_file> with = {});
boost::asio::awaitable<result<introduction_file>> let_introduction_lapse(instance const& in,
                                                                         domain::actor introducer,
                                                                         core::snowflake id,
                                                                         along<introduction_file> with = {});

// By the asker, until it was passed on; the introducer is told.
boost::asio::awaitable<result<introduction_file>> withdraw_introduction(instance const& in,
                                                                        domain::actor asker,
                                                                        core::snowflake id,
                                                                        along<introduction_file> with = {});

} // namespace federwerk::app
