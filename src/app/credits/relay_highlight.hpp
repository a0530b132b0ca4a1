// SPDX-License-Identifier: AGPL-3.0-or-later
// Whoever confirmed that they worked on a highlight may pass it on to their own followers; nobody else may
// (product.md, row 11).
#pragma once

#include "app/along.hpp"
#include "app/instance.hpp"
#include "domain/highlight.hpp"

#include <boost/asio/awaitable.hpp>

namespace federwerk::app {

// Twice is once. errc::not_found where the member does not see it, errc::forbidden where they have no
// confirmed credit on it or it is not public.
boost::asio::awaitable<result<>> relay_highlight(instance const& in, domain::actor member,
                                                 core::snowflake highlight_id,
                                                 along<domain::highlight> with = {});
boost::asio::awaitable<result<>> stop_relaying(instance const& in, domain::actor member,
                                               core::snowflake highlight_id);

// Of anybody, here or elsewhere; whether there was one to end. Rows only.
result<bool> end_relay(db::transaction& tx, domain::uris const& uris, domain::actor const& member,
                       std::string const& highlight_uri, core::time_point now);

// Whether this actor's Announce of the highlight counts: by its author, by a group, or by somebody with a
// confirmed credit on it.
result<bool> may_announce(db::transaction& tx, domain::highlight const& h, domain::actor const& announcer);

} // namespace federwerk::app
