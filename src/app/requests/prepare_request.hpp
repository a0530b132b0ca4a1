// SPDX-License-Identifier: AGPL-3.0-or-later
// What a request needs before anything is signed or stored: the opening as the sender sees it, those whom it
// concerns, the limits. For requests that go straight to the owner, and for those that somebody passes on.
#pragma once

#include "app/instance.hpp"
#include "app/requests/request_people.hpp"
#include "translate/outgoing_request.hpp"

#include <boost/asio/awaitable.hpp>

namespace federwerk::app {

failure no_opening(core::snowflake opening_id);
result<domain::opening> seen_opening(db::transaction& tx, core::snowflake id, domain::actor const& sender);
result<> check_limits(db::transaction& tx, domain::request const& r);

struct prepared {
    request_file file;
    translate::promises promises;
};
// Of an opening that was refreshed at its home just before.
boost::asio::awaitable<result<prepared>>
prepare_request(instance const& in, domain::request_draft const& draft, domain::actor sender);
boost::asio::awaitable<result<std::string>> sign_offer(instance const& in, prepared const& p);

} // namespace federwerk::app
