// SPDX-License-Identifier: AGPL-3.0-or-later
// The Delete of an opening of this instance, prepared outside of the transaction that posts it.
#pragma once

#include "app/instance.hpp"
#include "app/openings/opening_owner.hpp"
#include "outbox/enqueue.hpp"

#include <boost/asio/awaitable.hpp>

namespace federwerk::app {

struct retraction {
    owned_opening found;
    outbox::letter letter; // Signed
};
boost::asio::awaitable<result<retraction>> prepare_retraction(instance const& in, domain::actor member,
                                                              core::snowflake id, domain::opening_form form,
                                                              core::time_point now);

// To everybody who could have it, and closed from now on; nothing where it was closed before.
result<> close_and_retract(db::transaction& tx, retraction const& r, core::time_point now);

} // namespace federwerk::app
