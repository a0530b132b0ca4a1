// SPDX-License-Identifier: AGPL-3.0-or-later
// An organisation is ended by an owner: its openings are taken back, whoever followed it gets a Delete, and
// its id and its handle are never given out again. A mere claim leaves nothing.
#pragma once

#include "app/instance.hpp"
#include "app/organisations/organisation_file.hpp"

#include <boost/asio/awaitable.hpp>

namespace federwerk::app {

boost::asio::awaitable<result<>> delete_organisation(instance const& in, domain::actor member,
                                                     std::string name);

// Claims that were never proven do not keep their handles for ever.
inline constexpr std::chrono::days longest_claim{30};
boost::asio::awaitable<result<>> end_old_claims(instance const& in, core::time_point now);

} // namespace federwerk::app
