// SPDX-License-Identifier: AGPL-3.0-or-later
// The servers that we deliver to, and who of our processes holds the lease of which.
#pragma once

#include "core/time.hpp"
#include "db/pool.hpp"
#include "domain/actor.hpp"

#include <optional>
#include <string>
#include <vector>

namespace federwerk::db {

std::string peer_array(std::vector<std::int64_t> const& ids);

struct leased_peer {
    std::int64_t id = 0;
    std::string origin;
    unsigned failures = 0; // Over 0: it rested, and one probe comes first
    std::optional<core::time_point> last_success_at, failing_since;
    std::optional<std::string> signature_scheme;
};

struct lease_terms {
    std::string owner; // A UUID of the process
    std::chrono::milliseconds length{14'000};
};

// Peers that are due and that nobody holds. failing says which kind: those that rested after a failure, or
// the others.
result<std::vector<leased_peer>> claim_peers(transaction& tx, lease_terms const& terms, int at_most,
                                             bool failing);
// Those whose lease was still ours and is longer now. Rows that are locked at this moment are left for the
// next time.
result<std::vector<std::int64_t>> renew_leases(transaction& tx, lease_terms const& terms,
                                               std::vector<std::int64_t> const& peers);

// There are deliveries for them. Touches only peers that were idle, and none that another transaction touches
// now: that one wakes it, and notice_forgotten_peers finds what a rollback left behind.
void wake_peers(transaction& tx, std::vector<core::snowflake> const& peers);
result<std::size_t> notice_forgotten_peers(transaction& tx);

// Verified requests came from there: peers that were given up or rest are tried again at once, and so are
// their inboxes.
result<> hear_from_peers(transaction& tx, std::vector<std::string> const& origins);

// What a lease ended with. The fence is in the statement: a peer that is no longer ours is left alone.
struct peer_report {
    std::int64_t id = 0;
    std::string state = "closed";
    unsigned failures = 0;
    core::time_point next_attempt_at;
    bool succeeded = false;                      // At least one delivery
    std::optional<std::string> signature_scheme; // Where it was learnt anew
    bool released = true;                        // False: the lease goes on
};
struct finished_delivery {
    std::int64_t peer_id = 0;
    core::snowflake activity_id;
    std::int64_t inbox_id = 0;
};
struct postponed_delivery {
    finished_delivery which;
    unsigned attempts = 0, refusals = 0;
    core::time_point not_before;
};
struct delivery_books {
    std::vector<finished_delivery> finished; // Delivered or dropped: deleted
    std::vector<postponed_delivery> postponed;
    std::vector<std::int64_t> gone_inboxes;
    std::vector<peer_report> peers;

    bool empty() const
    {
        return finished.empty() && postponed.empty() && gone_inboxes.empty() && peers.empty();
    }
};
// In one transaction, which may be lost in a crash: then some letters go out twice.
result<> settle(transaction& tx, std::string const& lease_owner, delivery_books const& books);
// Letters that were on their way when the operator suspended a domain (T-80). Gives how many.
result<std::size_t> delete_deliveries_to_suspended(transaction& tx);
// Peers that are gone: their queue goes too. Gives how many.
result<std::size_t> delete_deliveries_of_gone_peers(transaction& tx);

} // namespace federwerk::db
