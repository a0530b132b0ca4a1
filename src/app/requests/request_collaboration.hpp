// SPDX-License-Identifier: AGPL-3.0-or-later
// A member answers an opening, here or elsewhere. The request and the promise to deliver it are one
// transaction.
#pragma once

#include "app/along.hpp"
#include "app/instance.hpp"
#include "app/requests/request_people.hpp"

#include <boost/asio/awaitable.hpp>

namespace federwerk::app {

// The opening is refreshed at its home first. errc::not_found where the sender may not see it or it is gone;
// errc::conflict where it takes no requests, is the sender's own, or was asked for already; errc::throttled
// by the limits; errc::invalid names the fields, among them an organisation that the sender may not speak
// for.
boost::asio::awaitable<result<request_file>> request_collaboration(instance const& in, domain::actor sender,
                                                                   domain::request_draft draft,
                                                                   along<request_file> with = {});

} // namespace federwerk::app
