// SPDX-License-Identifier: AGPL-3.0-or-later
// Pacts with other instances, the stations that they hold with, and what came by them.
#pragma once

#include "db/highlights.hpp"
#include "db/pool.hpp"
#include "domain/pact.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace federwerk::db {

// By host. One that had ended begins anew, and its collection is read at once.
result<> upsert_pact(transaction& tx, domain::pact const& p);
result<bool> replace_filters(transaction& tx, std::string const& host, domain::pact_filters const& filters);
result<bool> end_pact(transaction& tx, core::snowflake station_id, core::time_point now); // The row stays
result<bool> delete_pact(transaction& tx, std::string const& host);

result<std::optional<domain::pact>> find_pact(transaction& tx, std::string const& host);
result<std::optional<domain::pact>> lock_pact(transaction& tx,
                                              std::string const& host); // Until the transaction ends
result<std::optional<domain::pact>> find_pact_of_station(transaction& tx, core::snowflake station_id);
result<std::vector<domain::pact>> pacts(transaction& tx); // By host
result<std::vector<domain::pact>> pacts_that_hold(transaction& tx);
result<bool> pact_holds(transaction& tx, std::string const& host);

// What an administrator sees: pacts, and stations that ask for one. Of these, pact has host and station
// alone.
struct pact_entry {
    domain::pact pact;
    domain::pact_state state = domain::pact_state::proposed;
};
result<std::vector<pact_entry>> list_pacts(transaction& tx); // By host
result<std::optional<pact_entry>> find_pact_entry(transaction& tx, std::string const& host);

// Those that hold and may be named in public, by host.
result<std::vector<domain::actor>> stations_on_show(transaction& tx, int limit);

// The reading of their collections, in slices: claimed under a lease.
struct pact_pull {
    domain::pact pact;
    std::string station_uri;
    std::optional<std::string> next; // The page where the reading goes on
    int pages = 0, attempts = 0;     // Of this reading; attempts count the present one
};
result<std::vector<pact_pull>> claim_pact_pulls(transaction& tx, int limit, std::chrono::seconds lease);
struct pull_progress {
    std::optional<std::string> next; // None: it came to its end, or was given up
    int pages = 0, attempts = 0;
    std::chrono::seconds until_next{};
    bool complete = false;
};
result<> keep_pull(transaction& tx, core::snowflake pact_id, pull_progress const& p);

// Of this instance, for the station of a partner or its instance's actor; nobody: what everybody may see.
// Newest first, without full ones.
result<std::vector<domain::opening>> openings_for_station(transaction& tx, viewer who, page const& p);

// Whether somebody here follows the owner, apart from our station.
result<bool> is_followed_by_people(transaction& tx, core::snowflake owner_id);

// Everything by members of that host that is here for no other reason than the pact.
result<> forget_openings_of_pact(transaction& tx, std::string const& host);

} // namespace federwerk::db
