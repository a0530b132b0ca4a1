// SPDX-License-Identifier: AGPL-3.0-or-later
// Reads the collections of the stations with which pacts hold: when a pact begins, and once a day, for what
// was missed while one of the two was down.
#pragma once

#include "app/instance.hpp"
#include "db/pacts.hpp"

#include <boost/asio/awaitable.hpp>

namespace federwerk::app {

// One slice of one reading, bounded in pages, fetches and time; what it came to. Doing it again changes
// nothing.
boost::asio::awaitable<db::pull_progress> pull_pact(instance const& in, db::pact_pull what);

// What is due, one slice after another; how many. Any number of processes may do it over one database.
boost::asio::awaitable<std::size_t> pull_due_pacts(instance const& in);

// At the start and then every few seconds, until the coroutine is cancelled.
boost::asio::awaitable<void> run_pull_pacts(instance const& in);

} // namespace federwerk::app
