// SPDX-License-Identifier: AGPL-3.0-or-later
// What an opening needs from elsewhere before it can be stored: badges, whom it leaves out, its HTML, its
// ids.
#pragma once

#include "app/instance.hpp"
#include "domain/opening.hpp"

#include <boost/asio/awaitable.hpp>

#include <string>
#include <vector>

namespace federwerk::app {

inline constexpr int most_open_at_once = 100; // Of one owner and form

// errc::conflict where the owner has as many as that.
result<> check_room(db::transaction& tx, domain::opening const& o);

// Other servers may be asked for a handle, but never why.
boost::asio::awaitable<result<std::vector<domain::exclusion>>>
look_up_exclusions(instance const& in, std::vector<std::string> named);

boost::asio::awaitable<result<>> render_text(instance const& in, domain::opening& o); // HTML and plain text

// Its id, URI, page and the URIs of its seats; gives the id of an activity about it.
result<core::snowflake> give_ids(db::transaction& tx, domain::uris const& uris, domain::opening& o,
                                 domain::actor const& owner);

} // namespace federwerk::app
