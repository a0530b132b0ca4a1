// SPDX-License-Identifier: AGPL-3.0-or-later
// An author changes a highlight: the former text is kept, and everybody who has the highlight gets an Update.
#pragma once

#include "app/instance.hpp"
#include "domain/highlight.hpp"

#include <boost/asio/awaitable.hpp>

namespace federwerk::app {

// errc::not_found where the highlight is somebody else's; errc::conflict where it was changed at the same
// time.
boost::asio::awaitable<result<domain::highlight>>
edit_highlight(instance const& in, domain::actor author, core::snowflake id, domain::highlight_edit edit);

} // namespace federwerk::app
