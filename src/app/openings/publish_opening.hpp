// SPDX-License-Identifier: AGPL-3.0-or-later
// A member says what they are open to, or calls for somebody, perhaps for an organisation. The opening and
// the promise to deliver it are one transaction.
#pragma once

#include "app/along.hpp"
#include "app/instance.hpp"
#include "app/openings/opening_owner.hpp"

#include <boost/asio/awaitable.hpp>

#include <optional>
#include <string>

namespace federwerk::app {

// organisation: the handle of one here, for which the member publishes.
boost::asio::awaitable<result<owned_opening>> publish_opening(instance const& in, domain::actor member,
                                                              domain::opening_draft draft,
                                                              std::optional<std::string> organisation,
                                                              along<owned_opening> with = {});

} // namespace federwerk::app
