// SPDX-License-Identifier: AGPL-3.0-or-later
#include "db/peers.hpp"
#include "db/values.hpp"

namespace federwerk::db {

namespace {

void delete_finished(transaction& tx, std::vector<finished_delivery> const& finished)
{
    if (finished.empty())
        return;
    std::vector<std::int64_t> peers, activities, inboxes;
    for (auto const& one : finished) {
        peers.push_back(one.peer_id);
        activities.push_back(one.activity_id.value);
        inboxes.push_back(one.inbox_id);
    }
    tx.exec_params(R"sql(/* deliveries.finish */
        DELETE FROM delivery d
         USING unnest($1::bigint[], $2::bigint[], $3::bigint[]) AS done (peer_id, activity_id, inbox_id)
         WHERE d.peer_id = done.peer_id AND d.activity_id = done.activity_id AND d.inbox_id = done.inbox_id
    )sql",
                   peer_array(peers), peer_array(activities), peer_array(inboxes));
}

void postpone(transaction& tx, postponed_delivery const& p)
{
    tx.exec_params(R"sql(/* deliveries.postpone */
        UPDATE delivery
           SET attempts = $4, refusals = $5, not_before = $6
         WHERE peer_id = $1 AND activity_id = $2 AND inbox_id = $3
    )sql",
                   p.which.peer_id, p.which.activity_id.value, p.which.inbox_id, p.attempts, p.refusals,
                   timestamp(p.not_before));
}

void mark_gone(transaction& tx, std::vector<std::int64_t> const& inboxes)
{
    if (inboxes.empty())
        return;
    tx.exec_params(
        "/* peer_inboxes.gone */ UPDATE peer_inbox SET gone_at = now() WHERE id = ANY ($1::bigint[])",
        peer_array(inboxes));
    tx.exec_params(
        "/* deliveries.to_gone */ DELETE FROM delivery d USING peer_inbox i WHERE i.id = ANY ($1::bigint[]) "
        "AND d.peer_id = i.peer_id AND d.inbox_id = i.id",
        peer_array(inboxes));
}

// A peer becomes idle only under a lock that the enqueuer's lock excludes; whoever is being enqueued to right
// now is skipped and stays awake.
std::string lock_those_that_may_sleep(transaction& tx, std::string const& owner, std::string const& ids)
{
    auto const rows = tx.exec_params(R"sql(/* peers.lock_to_settle */
        SELECT id FROM peer WHERE id = ANY ($1::bigint[]) AND lease_owner = $2 FOR UPDATE SKIP LOCKED
    )sql",
                                     ids, owner);
    std::vector<std::int64_t> locked;
    for (auto const& row : rows)
        locked.push_back(row["id"].as<std::int64_t>());
    return peer_array(locked);
}

std::string flag(bool b)
{
    return b ? "t" : "f";
}

void settle_peers(transaction& tx, std::string const& owner, std::vector<peer_report> const& reports)
{
    if (reports.empty())
        return;
    std::vector<std::int64_t> ids, failures;
    std::vector<std::string> states, next, succeeded, schemes, released;
    for (auto const& r : reports) {
        ids.push_back(r.id);
        failures.push_back(r.failures);
        states.push_back(r.state);
        next.push_back(timestamp(r.next_attempt_at));
        succeeded.push_back(flag(r.succeeded));
        schemes.push_back(r.signature_scheme.value_or(""));
        released.push_back(flag(r.released));
    }
    auto const sleepy = lock_those_that_may_sleep(tx, owner, peer_array(ids));
    tx.exec_params(R"sql(/* peers.settle */
        UPDATE peer p
           SET state = r.state, failures = r.failures, next_attempt_at = r.next,
               last_success_at = CASE WHEN r.succeeded THEN now() ELSE p.last_success_at END,
               failing_since = CASE WHEN r.failures = 0 THEN NULL
                                    WHEN r.succeeded THEN now()
                                    ELSE COALESCE(p.failing_since, now()) END,
               signature_scheme = COALESCE(NULLIF(r.scheme, ''), p.signature_scheme),
               lease_owner = CASE WHEN r.released THEN NULL ELSE p.lease_owner END,
               lease_until = CASE WHEN r.released THEN NULL ELSE p.lease_until END,
               has_work = NOT r.released OR NOT p.id = ANY ($9::bigint[]) OR EXISTS (SELECT FROM delivery WHERE peer_id = p.id)
          FROM unnest($2::bigint[], $3::text[], $4::int[], $5::timestamptz[], $6::boolean[], $7::text[], $8::boolean[])
               AS r (id, state, failures, next, succeeded, scheme, released)
         WHERE p.id = r.id AND p.lease_owner = $1
    )sql",
                   owner, peer_array(ids), array(states), peer_array(failures), array(next), array(succeeded),
                   array(schemes), array(released), sleepy);
}

} // namespace

result<> settle(transaction& tx, std::string const& lease_owner, delivery_books const& books)
{
    // Losing this in a crash only sends some letters again, so nobody waits for the disk.
    tx.exec("SET LOCAL synchronous_commit = off");
    delete_finished(tx, books.finished);
    for (auto const& one : books.postponed)
        postpone(tx, one);
    mark_gone(tx, books.gone_inboxes);
    settle_peers(tx, lease_owner, books.peers);
    return {};
}

} // namespace federwerk::db
