// SPDX-License-Identifier: AGPL-3.0-or-later
#include "db/multiverse.hpp"

#include "db/highlights.hpp"
#include "db/values.hpp"

namespace federwerk::db {

namespace {

// Everybody here whom the highlight $1 concerns, and why. One row per reason.
std::string const reasons = R"sql(
        subject AS (SELECT h.id, h.actor_id, h.visibility FROM highlight h WHERE h.id = $1),
        worn AS (SELECT b.id, b.actor_id
                   FROM subject
                   JOIN highlight_badge hb ON hb.highlight_id = subject.id
                   JOIN badge b ON b.id = hb.badge_id
                  WHERE subject.visibility = 'public'),
        reason (member_id, by_follow, by_name, by_credit, followed_badge, shared_badge) AS (
            SELECT f.follower_id, true, false, false, NULL::bigint, NULL::bigint
              FROM subject JOIN follow f ON f.followed_id = subject.actor_id AND f.state = 'accepted'
             WHERE subject.visibility <> 'named'
            UNION ALL
            SELECT named.actor_id, false, true, false, NULL, NULL
              FROM subject JOIN highlight_audience named ON named.highlight_id = subject.id
            UNION ALL
            SELECT c.collaborator_id, false, false, true, NULL, NULL
              FROM subject JOIN credit c ON c.author_id = subject.actor_id AND c.state = 'confirmed'
             WHERE subject.visibility = 'public'
            UNION ALL
            SELECT c.author_id, false, false, true, NULL, NULL
              FROM subject JOIN credit c ON c.collaborator_id = subject.actor_id AND c.state = 'confirmed'
             WHERE subject.visibility = 'public'
            UNION ALL
            SELECT f.follower_id, false, false, false, worn.id, NULL
              FROM worn JOIN follow f ON f.followed_id = worn.actor_id AND f.state = 'accepted'
            UNION ALL
            SELECT w.actor_id, false, false, false, NULL, worn.id
              FROM worn JOIN worn_badge w ON w.badge_id = worn.id),
        concerned AS (
            SELECT reason.*
              FROM reason
              JOIN member m ON m.actor_id = reason.member_id AND m.state = 'active'
              JOIN subject ON subject.actor_id <> reason.member_id
             WHERE NOT EXISTS (SELECT FROM block b
                                WHERE b.actor_id = reason.member_id AND b.blocked_id = subject.actor_id))
)sql";

// A small part of the members at each arrival, chosen by chance, so that no fan-out pays for all.
void trim(transaction& tx, core::snowflake highlight_id)
{
    tx.exec_params(R"sql(/* multiverse.trim */
        DELETE FROM multiverse_item item
         USING (SELECT reached.member_id,
                       (SELECT kept.highlight_id FROM multiverse_item kept
                         WHERE kept.member_id = reached.member_id
                         ORDER BY kept.highlight_id DESC OFFSET $2 LIMIT 1) AS bound
                  FROM multiverse_item reached
                 WHERE reached.highlight_id = $1 AND (reached.member_id + $1) % 32 = 0) AS full_one
         WHERE item.member_id = full_one.member_id AND item.highlight_id <= full_one.bound
    )sql",
                   highlight_id.value, multiverse_length);
}

} // namespace

result<std::int64_t> fan_out(transaction& tx, domain::highlight const& h)
{
    auto const rows = tx.exec_params("/* multiverse.fan_out */ WITH" + reasons + R"sql(
        INSERT INTO multiverse_item AS item (member_id, highlight_id, by_follow, by_name, by_credit, followed_badges, shared_badges)
             SELECT member_id, $1, bool_or(by_follow), bool_or(by_name), bool_or(by_credit),
                    coalesce(array_agg(DISTINCT followed_badge) FILTER (WHERE followed_badge IS NOT NULL), '{}'),
                    coalesce(array_agg(DISTINCT shared_badge) FILTER (WHERE shared_badge IS NOT NULL), '{}')
               FROM concerned
              GROUP BY member_id
              ORDER BY member_id
        ON CONFLICT (member_id, highlight_id) DO UPDATE
                SET by_follow = excluded.by_follow, by_name = excluded.by_name, by_credit = excluded.by_credit,
                    followed_badges = excluded.followed_badges, shared_badges = excluded.shared_badges
    )sql",
                                     h.id.value);
    trim(tx, h.id);
    return static_cast<std::int64_t>(rows.affected_rows());
}

result<bool> concerns_somebody(transaction& tx, domain::highlight const& h)
{
    std::vector<core::snowflake> badges;
    if (h.seen_by == domain::visibility::public_)
        for (auto const& each : h.badges)
            badges.push_back(each.id);
    auto const rows = tx.exec_params(R"sql(/* multiverse.concerns_somebody */
        SELECT EXISTS (SELECT FROM follow f JOIN member m ON m.actor_id = f.follower_id WHERE f.followed_id = $1)
            OR EXISTS (SELECT FROM actor a JOIN member m ON m.actor_id = a.id WHERE a.uri = ANY ($2::text[]))
            OR EXISTS (SELECT FROM credit c JOIN member m ON m.actor_id = c.collaborator_id
                        WHERE c.author_id = $1 AND c.state = 'confirmed')
            OR EXISTS (SELECT FROM credit c JOIN member m ON m.actor_id = c.author_id
                        WHERE c.collaborator_id = $1 AND c.state = 'confirmed')
            OR EXISTS (SELECT FROM worn_badge w JOIN member m ON m.actor_id = w.actor_id
                        WHERE w.badge_id = ANY ($3::bigint[]))
            OR EXISTS (SELECT FROM badge b JOIN follow f ON f.followed_id = b.actor_id
                         JOIN member m ON m.actor_id = f.follower_id
                        WHERE b.id = ANY ($3::bigint[])) AS concerns
    )sql",
                                     h.actor_id.value, array(h.audience), array(badges));
    return rows[0]["concerns"].as<bool>();
}

result<std::int64_t> fan_out_announced(transaction& tx, core::snowflake announcer_id,
                                       core::snowflake highlight_id)
{
    auto const rows = tx.exec_params(R"sql(/* multiverse.fan_out_announced */
        INSERT INTO multiverse_item AS item (member_id, highlight_id, by_follow, announced_by)
             SELECT f.follower_id, h.id, false, ARRAY[f.followed_id]
               FROM highlight h, follow f
               JOIN member m ON m.actor_id = f.follower_id AND m.state = 'active'
              WHERE h.id = $2 AND f.followed_id = $1 AND f.state = 'accepted' AND f.follower_id <> h.actor_id
                AND h.visibility = 'public'
                AND NOT EXISTS (SELECT FROM block b WHERE b.actor_id = f.follower_id AND b.blocked_id = h.actor_id)
              ORDER BY f.follower_id
        ON CONFLICT (member_id, highlight_id) DO UPDATE
                SET announced_by = item.announced_by || excluded.announced_by
              WHERE NOT item.announced_by @> excluded.announced_by
    )sql",
                                     announcer_id.value, highlight_id.value);
    trim(tx, highlight_id);
    return static_cast<std::int64_t>(rows.affected_rows());
}

result<> forget_announced(transaction& tx, core::snowflake announcer_id, core::snowflake highlight_id)
{
    tx.exec_params(R"sql(/* multiverse.forget_announced */
        UPDATE multiverse_item SET announced_by = array_remove(announced_by, $1)
         WHERE highlight_id = $2 AND announced_by @> ARRAY[$1::bigint]
    )sql",
                   announcer_id.value, highlight_id.value);
    tx.exec_params(R"sql(/* multiverse.remove_unannounced */
        DELETE FROM multiverse_item
         WHERE highlight_id = $1 AND NOT by_follow AND NOT by_name AND NOT by_credit
           AND followed_badges = '{}' AND shared_badges = '{}' AND announced_by = '{}'
    )sql",
                   highlight_id.value);
    return {};
}

result<> back_fill_multiverse(transaction& tx, core::snowflake member_id, core::snowflake followed_id)
{
    tx.exec_params(R"sql(/* multiverse.back_fill_member */
        INSERT INTO multiverse_item AS item (member_id, highlight_id, by_follow)
             SELECT $1, h.id, true
               FROM highlight h
              WHERE EXISTS (SELECT FROM member m WHERE m.actor_id = $1)
                AND h.actor_id = $2 AND h.visibility <> 'named' AND NOT h.quiet
                AND visible_to($1, h.id, h.actor_id, h.visibility, true)
              ORDER BY h.id DESC
              LIMIT $3
        ON CONFLICT (member_id, highlight_id) DO UPDATE SET by_follow = true
    )sql",
                   member_id.value, followed_id.value, multiverse_back_fill);
    tx.exec_params(R"sql(/* multiverse.back_fill_badge */
        INSERT INTO multiverse_item AS item (member_id, highlight_id, by_follow, followed_badges)
             SELECT $1, h.id, false, ARRAY[b.id]
               FROM badge b
               JOIN highlight_badge hb ON hb.badge_id = b.id
               JOIN highlight h ON h.id = hb.highlight_id
              WHERE EXISTS (SELECT FROM member m WHERE m.actor_id = $1)
                AND b.actor_id = $2 AND h.actor_id <> $1 AND h.visibility = 'public' AND NOT h.quiet
                AND visible_to($1, h.id, h.actor_id, h.visibility, false)
              ORDER BY hb.highlight_id DESC
              LIMIT $3
        ON CONFLICT (member_id, highlight_id) DO UPDATE
                SET followed_badges = item.followed_badges || excluded.followed_badges
              WHERE NOT item.followed_badges @> excluded.followed_badges
    )sql",
                   member_id.value, followed_id.value, multiverse_back_fill);
    return {};
}

result<> back_fill_worn(transaction& tx, core::snowflake member_id,
                        std::vector<core::snowflake> const& badges)
{
    tx.exec_params(R"sql(/* multiverse.back_fill_worn */
        INSERT INTO multiverse_item AS item (member_id, highlight_id, by_follow, shared_badges)
             SELECT m.actor_id, h.id, false, array_agg(h.badge_id ORDER BY h.badge_id)
               FROM member m, unnest($2::bigint[]) AS worn (id)
              CROSS JOIN LATERAL (SELECT latest.id, hb.badge_id
                                    FROM highlight_badge hb
                                    JOIN highlight latest ON latest.id = hb.highlight_id
                                   WHERE hb.badge_id = worn.id AND latest.actor_id <> $1
                                     AND latest.visibility = 'public' AND NOT latest.quiet
                                     AND visible_to($1, latest.id, latest.actor_id, latest.visibility, false)
                                   ORDER BY hb.highlight_id DESC
                                   LIMIT $3) AS h
              WHERE m.actor_id = $1
              GROUP BY m.actor_id, h.id
        ON CONFLICT (member_id, highlight_id) DO UPDATE
                SET shared_badges = ARRAY(SELECT DISTINCT unnest(item.shared_badges || excluded.shared_badges))
    )sql",
                   member_id.value, array(badges), multiverse_back_fill);
    return {};
}

result<> back_fill_credited(transaction& tx, core::snowflake one, core::snowflake other)
{
    tx.exec_params(R"sql(/* multiverse.back_fill_credited */
        INSERT INTO multiverse_item AS item (member_id, highlight_id, by_follow, by_credit)
             SELECT pair.member_id, h.id, false, true
               FROM (VALUES ($1::bigint, $2::bigint), ($2, $1)) AS pair (member_id, other_id)
               JOIN member m ON m.actor_id = pair.member_id AND m.state = 'active'
              CROSS JOIN LATERAL (SELECT latest.id
                                    FROM highlight latest
                                   WHERE latest.actor_id = pair.other_id AND latest.visibility = 'public' AND NOT latest.quiet
                                     AND visible_to(pair.member_id, latest.id, latest.actor_id, latest.visibility, false)
                                   ORDER BY latest.id DESC
                                   LIMIT $3) AS h
        ON CONFLICT (member_id, highlight_id) DO UPDATE SET by_credit = true
    )sql",
                   one.value, other.value, multiverse_back_fill);
    return {};
}

result<> forget_in_multiverse(transaction& tx, core::snowflake member_id, core::snowflake followed_id)
{
    tx.exec_params(R"sql(/* multiverse.forget */
        UPDATE multiverse_item item
           SET by_follow = item.by_follow AND h.actor_id <> $2,
               announced_by = array_remove(item.announced_by, $2),
               followed_badges = array_remove(item.followed_badges, (SELECT b.id FROM badge b WHERE b.actor_id = $2))
          FROM highlight h
         WHERE item.member_id = $1 AND h.id = item.highlight_id
           AND (h.actor_id = $2 OR item.announced_by @> ARRAY[$2::bigint]
                OR item.followed_badges && ARRAY(SELECT b.id FROM badge b WHERE b.actor_id = $2))
    )sql",
                   member_id.value, followed_id.value);
    tx.exec_params(R"sql(/* multiverse.remove_unreasoned */
        DELETE FROM multiverse_item
         WHERE member_id = $1 AND NOT by_follow AND NOT by_name AND NOT by_credit
           AND followed_badges = '{}' AND shared_badges = '{}' AND announced_by = '{}'
    )sql",
                   member_id.value);
    return {};
}

} // namespace federwerk::db
