// SPDX-License-Identifier: AGPL-3.0-or-later
// After new keys: the consents that a member gave are proven anew, at the ids that they have.
#pragma once

#include "app/instance.hpp"

#include <boost/asio/awaitable.hpp>

namespace federwerk::app {

boost::asio::awaitable<result<>> renew_authorizations(instance const& in, domain::actor member);

} // namespace federwerk::app
