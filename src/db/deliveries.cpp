// SPDX-License-Identifier: AGPL-3.0-or-later
#include "db/deliveries.hpp"

#include "db/peers.hpp"
#include "db/values.hpp"

namespace federwerk::db {

namespace {

struct mailbox {
    std::string uri, origin;
    std::int64_t inbox_id = 0; // 0: not known yet
};

// Distinct inboxes of the recipients. Blocks are looked up once per distinct host, not once per person.
std::vector<mailbox> find_mailboxes(transaction& tx, recipients const& whom)
{
    auto const rows = tx.exec_params(R"sql(/* deliveries.mailboxes */
        WITH recipient AS (
            SELECT follower_id AS id FROM follow WHERE followed_id = ANY ($1::bigint[]) AND state = 'accepted'
             UNION
            SELECT unnest($2::bigint[])
        ), mailbox AS MATERIALIZED (
            SELECT DISTINCT CASE WHEN $3::boolean THEN a.inbox ELSE COALESCE(a.shared_inbox, a.inbox) END AS uri,
                    split_part(a.uri, '/', 3) AS home
              FROM recipient r
              JOIN actor a ON a.id = r.id
             WHERE NOT a.local AND a.state IN ('active', 'silenced')
        ), suspended AS (
            SELECT authority
              FROM (SELECT home AS authority FROM mailbox UNION SELECT split_part(uri, '/', 3) FROM mailbox) h
             WHERE (SELECT b.severity
                      FROM domain_block b
                     WHERE b.domain = ANY (domains_over(h.authority))
                     ORDER BY length(b.domain) DESC
                     LIMIT 1) = 'suspend'
        )
        SELECT DISTINCT m.uri, split_part(m.uri, '/', 1) || '//' || split_part(m.uri, '/', 3) AS origin,
               COALESCE(i.id, 0) AS inbox_id
          FROM mailbox m
          LEFT JOIN peer_inbox i ON i.uri = m.uri
          LEFT JOIN peer p ON p.id = i.peer_id
         WHERE m.home NOT IN (SELECT authority FROM suspended)
           AND split_part(m.uri, '/', 3) NOT IN (SELECT authority FROM suspended)
           AND (i.gone_at IS NULL OR i.gone_at < now() - interval '1 day')
           AND p.state IS DISTINCT FROM 'gone'
    )sql",
                                     array(whom.followers_of), array(whom.actors), whom.personal);
    std::vector<mailbox> out;
    out.reserve(rows.size());
    for (auto const& row : rows)
        out.push_back({row["uri"].as<std::string>(), row["origin"].as<std::string>(),
                       row["inbox_id"].as<std::int64_t>()});
    return out;
}

// In the order of their keys, so that two transactions that meet the same new peers wait and do not deadlock.
void insert_unknown(transaction& tx, std::vector<mailbox>& boxes)
{
    std::vector<std::string> uris, origins;
    for (auto const& box : boxes)
        if (box.inbox_id == 0) {
            uris.push_back(box.uri);
            origins.push_back(box.origin);
        }
    if (uris.empty())
        return;
    tx.exec_params(R"sql(/* deliveries.insert_peers */
        INSERT INTO peer (origin)
        SELECT DISTINCT o FROM unnest($1::text[]) AS o WHERE NOT EXISTS (SELECT FROM peer WHERE origin = o) ORDER BY o
        ON CONFLICT (origin) DO NOTHING
    )sql",
                   array(origins));
    tx.exec_params(R"sql(/* deliveries.insert_inboxes */
        INSERT INTO peer_inbox (peer_id, uri)
        SELECT p.id, n.uri
          FROM unnest($1::text[], $2::text[]) AS n (uri, origin)
          JOIN peer p ON p.origin = n.origin AND p.state <> 'gone'
         ORDER BY n.uri
        ON CONFLICT (uri) DO NOTHING
    )sql",
                   array(uris), array(origins));
    auto const rows = tx.exec_params(
        "/* deliveries.new_inboxes */ SELECT id FROM peer_inbox WHERE uri = ANY ($1::text[])", array(uris));
    std::erase_if(boxes, [](mailbox const& box) { return box.inbox_id == 0; });
    for (auto const& row : rows)
        boxes.push_back({{}, {}, row["id"].as<std::int64_t>()});
}

} // namespace

result<> insert_activity(transaction& tx, new_activity const& a)
{
    tx.exec_params(R"sql(/* activities.insert */
        INSERT INTO activity (id, uri, actor_id, type, object_uri, highlight_id, public, body, followers_of)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
    )sql",
                   a.id.value, a.uri, a.actor_id.value, a.type, a.object_uri, nullable(a.highlight_id),
                   a.public_, a.body, nullable(a.followers_of));
    return {};
}

result<std::size_t> insert_deliveries(transaction& tx, core::snowflake activity_id, recipients const& whom,
                                      unsigned lane_hash, core::time_point expires_at)
{
    auto boxes = find_mailboxes(tx, whom);
    insert_unknown(tx, boxes);
    if (boxes.empty())
        return std::size_t{0};
    std::vector<core::snowflake> inboxes;
    for (auto const& box : boxes)
        inboxes.push_back({box.inbox_id});
    auto const ids = array(inboxes);
    // The lock makes a worker that is about to call one of these peers idle wait for us, or us for it
    // (settle_peers).
    auto const locked = tx.exec_params(R"sql(/* deliveries.lock_peers */
        SELECT id FROM peer WHERE id IN (SELECT peer_id FROM peer_inbox WHERE id = ANY ($1::bigint[])) ORDER BY id FOR KEY SHARE
    )sql",
                                       ids);
    // Only the order at one inbox matters, so that several inboxes of a peer may share its lanes.
    auto const made = tx.exec_params(R"sql(/* deliveries.insert */
        INSERT INTO delivery (peer_id, activity_id, inbox_id, lane, expires_at)
        SELECT peer_id, $1, id, ($2::bigint + id) % $3, $4
          FROM peer_inbox
         WHERE id = ANY ($5::bigint[])
         ORDER BY peer_id, id
        ON CONFLICT DO NOTHING
    )sql",
                                     activity_id.value, static_cast<std::int64_t>(lane_hash), lanes_per_peer,
                                     timestamp(expires_at), ids);
    std::vector<core::snowflake> peers;
    for (auto const& row : locked)
        peers.push_back(to_id(row["id"]));
    wake_peers(tx, peers);
    return made.affected_rows();
}

result<std::vector<delivery>> next_deliveries(transaction& tx, std::vector<std::int64_t> const& peers,
                                              delivery_cursor after, int rows_per_peer)
{
    auto const rows =
        tx.exec_params(R"sql(/* deliveries.next */
        SELECT d.peer_id, d.activity_id, d.inbox_id, COALESCE(i.uri, '') AS inbox, d.lane, d.attempts, d.refusals,
               milliseconds(d.expires_at) AS expires_at, milliseconds(d.not_before) AS not_before
          FROM unnest($1::bigint[]) AS leased (id)
          CROSS JOIN LATERAL (SELECT peer_id, activity_id, inbox_id, lane, attempts, refusals, expires_at, not_before
                                FROM delivery
                               WHERE peer_id = leased.id AND (activity_id, inbox_id) > ($2, $3)
                               ORDER BY activity_id, inbox_id
                               LIMIT $4) d
          LEFT JOIN peer_inbox i ON i.id = d.inbox_id
         ORDER BY d.peer_id, d.activity_id, d.inbox_id
    )sql",
                       peer_array(peers), after.activity_id.value, after.inbox_id, rows_per_peer);
    std::vector<delivery> out;
    out.reserve(rows.size());
    for (auto const& row : rows)
        out.push_back({row["peer_id"].as<std::int64_t>(), to_id(row["activity_id"]),
                       row["inbox_id"].as<std::int64_t>(), row["inbox"].as<std::string>(),
                       row["lane"].as<int>(), row["attempts"].as<unsigned>(), row["refusals"].as<unsigned>(),
                       to_time(row["expires_at"]), to_optional_time(row["not_before"])});
    return out;
}

result<std::size_t> delete_expired_deliveries(transaction& tx, std::vector<std::int64_t> const& peers)
{
    return tx
        .exec_params("/* deliveries.expire */ DELETE FROM delivery WHERE peer_id = ANY ($1::bigint[]) AND "
                     "expires_at <= now()",
                     peer_array(peers))
        .affected_rows();
}

result<std::vector<posted_activity>> posted_activities(transaction& tx,
                                                       std::vector<core::snowflake> const& ids)
{
    auto const rows = tx.exec_params(R"sql(/* activities.posted */
        SELECT a.id, a.actor_id, speaker.uri AS actor_uri, a.body, a.followers_of, COALESCE(followed.followers, '') AS followers_uri
          FROM activity a
          JOIN actor speaker ON speaker.id = a.actor_id
          LEFT JOIN actor followed ON followed.id = a.followers_of
         WHERE a.id = ANY ($1::bigint[])
    )sql",
                                     array(ids));
    std::vector<posted_activity> out;
    for (auto const& row : rows)
        out.push_back({to_id(row["id"]), to_id(row["actor_id"]), row["actor_uri"].as<std::string>(),
                       row["body"].as<std::string>(), to_optional_id(row["followers_of"]),
                       row["followers_uri"].as<std::string>()});
    return out;
}

result<std::map<std::string, std::vector<std::string>>>
followers_by_origin(transaction& tx, core::snowflake actor_id, std::vector<std::string> const& origins)
{
    auto const rows = tx.exec_params(R"sql(/* deliveries.followers_by_origin */
        SELECT o.origin, a.uri
          FROM follow f
          JOIN actor a ON a.id = f.follower_id AND NOT a.local
          JOIN unnest($2::text[]) AS o (origin) ON o.origin = split_part(a.uri, '/', 1) || '//' || split_part(a.uri, '/', 3)
         WHERE f.followed_id = $1 AND f.state = 'accepted'
    )sql",
                                     actor_id.value, array(origins));
    std::map<std::string, std::vector<std::string>> out;
    for (auto const& row : rows)
        out[row["origin"].as<std::string>()].push_back(row["uri"].as<std::string>());
    return out;
}

result<std::vector<queue_depth>> delivery_depth(transaction& tx)
{
    auto const rows = tx.exec(R"sql(/* deliveries.depth */
        SELECT p.state, sum(d.rows)::bigint AS deliveries, count(*) AS peers,
               milliseconds((SELECT created_at FROM activity WHERE id = min(d.oldest))) AS oldest
          FROM peer p
          JOIN (SELECT peer_id, count(*) AS rows, min(activity_id) AS oldest FROM delivery GROUP BY peer_id) d ON d.peer_id = p.id
         GROUP BY p.state
         ORDER BY p.state
    )sql");
    std::vector<queue_depth> out;
    for (auto const& row : rows)
        out.push_back({row["state"].as<std::string>(), row["deliveries"].as<std::int64_t>(),
                       row["peers"].as<std::int64_t>(), to_optional_time(row["oldest"])});
    return out;
}

} // namespace federwerk::db
