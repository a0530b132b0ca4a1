// SPDX-License-Identifier: AGPL-3.0-or-later
// Whether the domain of an organisation says that it is its own: asked when its people want it, and every
// week.
#pragma once

#include "app/along.hpp"
#include "app/instance.hpp"
#include "app/organisations/organisation_file.hpp"

#include <boost/asio/awaitable.hpp>

namespace federwerk::app {

inline constexpr int most_proofs_an_hour = 20;

// The state afterwards says what came of it. errc::conflict: another organisation here proved the domain.
boost::asio::awaitable<result<organisation_file>> prove_organisation(instance const& in, domain::actor member,
                                                                     std::string name,
                                                                     along<organisation_file> with = {});
// One batch of those that are due, of this instance and elsewhere; gives how many.
boost::asio::awaitable<result<std::size_t>> recheck_organisations(instance const& in, core::time_point now);

// Looks once, and gives where the proof was found. Who becomes verified again appears to those who follow it;
// who lapses is left with an id and its keys, and its openings are closed everywhere.
boost::asio::awaitable<result<std::optional<domain::proof_method>>>
check_proof(instance const& in, domain::organisation o, core::time_point now);

} // namespace federwerk::app
