// SPDX-License-Identifier: AGPL-3.0-or-later
#include "db/peers.hpp"

#include "db/values.hpp"

namespace federwerk::db {

namespace {

leased_peer to_peer(pqxx::row const& row)
{
    return {row["id"].as<std::int64_t>(),           row["origin"].as<std::string>(),
            row["failures"].as<unsigned>(),         to_optional_time(row["last_success_at"]),
            to_optional_time(row["failing_since"]), to_optional_text(row["signature_scheme"])};
}

std::vector<std::int64_t> peer_ids(pqxx::result const& rows)
{
    std::vector<std::int64_t> out;
    for (auto const& row : rows)
        out.push_back(row["id"].as<std::int64_t>());
    return out;
}

} // namespace

std::string peer_array(std::vector<std::int64_t> const& ids)
{
    std::string out = "{";
    for (auto const id : ids)
        out += (out.size() > 1 ? "," : "") + std::to_string(id);
    return out + "}";
}

result<std::vector<leased_peer>> claim_peers(transaction& tx, lease_terms const& terms, int at_most,
                                             bool failing)
{
    auto const rows =
        tx.exec_params(R"sql(/* peers.claim */
        UPDATE peer p
           SET lease_owner = $1, lease_until = now() + $2 * interval '1 millisecond',
               state = CASE WHEN p.failures > 0 THEN 'half_open' ELSE p.state END
          FROM (SELECT id
                  FROM peer
                 WHERE has_work AND state <> 'gone' AND next_attempt_at <= now()
                   AND (lease_until IS NULL OR lease_until < now()) AND (failures > 0) = $4
                 ORDER BY next_attempt_at
                 LIMIT $3
                   FOR NO KEY UPDATE SKIP LOCKED) due
         WHERE p.id = due.id
     RETURNING p.id, p.origin, p.failures, milliseconds(p.last_success_at) AS last_success_at,
               milliseconds(p.failing_since) AS failing_since, p.signature_scheme
    )sql",
                       terms.owner, static_cast<std::int64_t>(terms.length.count()), at_most, failing);
    std::vector<leased_peer> out;
    for (auto const& row : rows)
        out.push_back(to_peer(row));
    return out;
}

result<std::vector<std::int64_t>> renew_leases(transaction& tx, lease_terms const& terms,
                                               std::vector<std::int64_t> const& peers)
{
    return peer_ids(tx.exec_params(R"sql(/* peers.renew */
        UPDATE peer p
           SET lease_until = now() + $2 * interval '1 millisecond'
          FROM (SELECT id
                  FROM peer
                 WHERE id = ANY ($3::bigint[]) AND lease_owner = $1 AND lease_until > now()
                   FOR NO KEY UPDATE SKIP LOCKED) ours
         WHERE p.id = ours.id
     RETURNING p.id
    )sql",
                                   terms.owner, static_cast<std::int64_t>(terms.length.count()),
                                   peer_array(peers)));
}

void wake_peers(transaction& tx, std::vector<core::snowflake> const& peers)
{
    tx.exec_params(R"sql(/* peers.wake */
        UPDATE peer
           SET has_work = true
         WHERE id IN (SELECT id FROM peer WHERE id = ANY ($1::bigint[]) AND NOT has_work FOR NO KEY UPDATE SKIP LOCKED)
    )sql",
                   array(peers));
}

result<std::size_t> notice_forgotten_peers(transaction& tx)
{
    return tx
        .exec(R"sql(/* peers.notice */
        UPDATE peer
           SET has_work = true
         WHERE id IN (SELECT p.id
                        FROM peer p
                       WHERE NOT p.has_work AND p.state <> 'gone' AND EXISTS (SELECT FROM delivery WHERE peer_id = p.id)
                         FOR NO KEY UPDATE SKIP LOCKED)
    )sql")
        .affected_rows();
}

// Rows that are locked now are being looked after.
result<> hear_from_peers(transaction& tx, std::vector<std::string> const& origins)
{
    tx.exec_params(R"sql(/* peers.hear */
        UPDATE peer
           SET state = 'open', next_attempt_at = now(), failing_since = now()
         WHERE id IN (SELECT id
                        FROM peer
                       WHERE origin = ANY ($1::text[])
                         AND (state = 'gone' OR state = 'open' AND next_attempt_at > now() + interval '5 minutes')
                         FOR NO KEY UPDATE SKIP LOCKED)
    )sql",
                   array(origins));
    // An inbox that was missing for an hour would otherwise cost the Accept of what it is about to send.
    tx.exec_params(R"sql(/* peers.hear_inboxes */
        UPDATE peer_inbox
           SET gone_at = NULL
         WHERE id IN (SELECT box.id
                        FROM peer_inbox box
                        JOIN peer ON peer.id = box.peer_id
                       WHERE peer.origin = ANY ($1::text[]) AND box.gone_at IS NOT NULL
                         FOR NO KEY UPDATE OF box SKIP LOCKED)
    )sql",
                   array(origins));
    return {};
}

result<std::size_t> delete_deliveries_to_suspended(transaction& tx)
{
    return tx
        .exec(R"sql(/* peers.silence */
        DELETE FROM delivery
         WHERE peer_id IN (SELECT id FROM peer WHERE domain_severity(split_part(origin, '/', 3)) = 'suspend')
    )sql")
        .affected_rows();
}

result<std::size_t> delete_deliveries_of_gone_peers(transaction& tx)
{
    return tx
        .exec("/* peers.bury */ DELETE FROM delivery WHERE peer_id IN (SELECT id FROM peer WHERE state = "
              "'gone')")
        .affected_rows();
}

} // namespace federwerk::db
