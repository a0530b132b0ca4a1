// SPDX-License-Identifier: AGPL-3.0-or-later
#include "db/purge.hpp"

#include "db/actors.hpp"
#include "db/follows.hpp"
#include "db/notifications.hpp"
#include "db/opening_intake.hpp"
#include "db/values.hpp"

namespace federwerk::db {
namespace {

constexpr char const* inbox_items = R"sql(/* purge.inbox_items */
    DELETE FROM inbox_item WHERE id IN (SELECT id FROM inbox_item
                                         WHERE outcome IS NOT NULL AND finished_at < $1::timestamptz
                                      ORDER BY finished_at LIMIT $2))sql";

constexpr char const* tombstones = R"sql(/* purge.tombstones */
    DELETE FROM tombstone WHERE NOT local AND uri IN (SELECT uri FROM tombstone WHERE NOT local AND deleted_at < $1::timestamptz
                                      ORDER BY deleted_at LIMIT $2))sql";

// A highlight is kept while somebody here follows its author, or something of ours points at it.
constexpr char const* highlights = R"sql(/* purge.highlights */
    DELETE FROM highlight
     WHERE id IN (SELECT highlight.id
                    FROM highlight
                   WHERE NOT highlight.local AND highlight.fetched_at < $1::timestamptz
                     AND NOT EXISTS (SELECT FROM follow JOIN actor ON actor.id = follow.follower_id
                                      WHERE follow.followed_id = highlight.actor_id AND actor.local)
                     AND NOT EXISTS (SELECT FROM announce JOIN actor ON actor.id = announce.actor_id
                                      WHERE announce.highlight_id = highlight.id AND actor.local)
                     AND NOT EXISTS (SELECT FROM collaborator JOIN actor ON actor.id = collaborator.actor_id
                                      WHERE collaborator.highlight_id = highlight.id AND actor.local)
                     AND NOT EXISTS (SELECT FROM credit JOIN actor ON actor.id = credit.collaborator_id
                                      WHERE credit.highlight_uri = highlight.uri AND actor.local)
                ORDER BY highlight.fetched_at LIMIT $2))sql";

// An actor is kept while it follows, is followed, is blocked, wrote, offered, asked or confirmed something,
// is the station of a pact, or is a badge that something wears.
constexpr char const* actors = R"sql(/* purge.actors */
    DELETE FROM actor
     WHERE id IN (SELECT actor.id
                    FROM actor
                   WHERE NOT actor.local AND actor.fetched_at < $1::timestamptz AND actor.state <> 'suspended'
                     AND NOT EXISTS (SELECT FROM follow WHERE follow.follower_id = actor.id)
                     AND NOT EXISTS (SELECT FROM follow WHERE follow.followed_id = actor.id)
                     AND NOT EXISTS (SELECT FROM highlight WHERE highlight.actor_id = actor.id)
                     AND NOT EXISTS (SELECT FROM announce WHERE announce.actor_id = actor.id)
                     AND NOT EXISTS (SELECT FROM block WHERE actor.id IN (block.actor_id, block.blocked_id))
                     AND NOT EXISTS (SELECT FROM report WHERE report.resolved_at IS NULL
                                                          AND actor.id IN (report.reporter_id, report.reported_id))
                     AND NOT EXISTS (SELECT FROM opening WHERE opening.actor_id = actor.id)
                     AND NOT EXISTS (SELECT FROM request WHERE actor.id IN (request.sender_id, request.receiver_id))
                     AND NOT EXISTS (SELECT FROM credit WHERE actor.id IN (credit.author_id, credit.collaborator_id))
                     AND NOT EXISTS (SELECT FROM pact WHERE pact.station_id = actor.id)
                     AND NOT EXISTS (SELECT FROM badge JOIN highlight_badge ON highlight_badge.badge_id = badge.id
                                      WHERE badge.actor_id = actor.id)
                     AND NOT EXISTS (SELECT FROM badge JOIN worn_badge ON worn_badge.badge_id = badge.id
                                      WHERE badge.actor_id = actor.id)
                ORDER BY actor.fetched_at LIMIT $2))sql";

} // namespace

std::string_view to_string(purgeable what)
{
    constexpr std::array<std::string_view, all_purgeable.size()> names{
        "inbox_items", "tombstones", "notifications", "highlights", "openings", "actors"};
    return names[static_cast<std::size_t>(what)];
}

result<std::int64_t> purge_batch(transaction& tx, purgeable what, purge_ages const& ages,
                                 core::time_point now, int limit)
{
    auto const drop = [&](char const* statement, std::chrono::days age) {
        return static_cast<std::int64_t>(
            tx.exec_params(statement, timestamp(now - age), limit).affected_rows());
    };
    switch (what) {
    case purgeable::inbox_items:
        return drop(inbox_items, ages.inbox_items);
    case purgeable::tombstones:
        return drop(tombstones, ages.remote_tombstones);
    case purgeable::notifications:
        return purge_notifications(tx, now - ages.read_notifications, now - ages.notifications, limit);
    case purgeable::highlights:
        return drop(highlights, ages.remote_content);
    case purgeable::openings:
        return purge_openings(tx, now - ages.ended_openings, limit);
    case purgeable::actors:
        return drop(actors, ages.remote_content);
    }
    return 0;
}

result<> bury_remote_actor(transaction& tx, core::snowflake actor_id)
{
    TRY_VOID(update_actor_state(tx, actor_id, domain::actor_state::gone));
    TRY_VOID(delete_follows_of(tx, actor_id));
    tx.exec_params("/* purge.worn_by */ DELETE FROM worn_badge WHERE actor_id = $1", actor_id.value);
    tx.exec_params("/* purge.openings_of */ DELETE FROM opening WHERE actor_id = $1 AND NOT local",
                   actor_id.value);
    tx.exec_params("/* purge.highlights_of */ DELETE FROM highlight WHERE actor_id = $1 AND NOT local",
                   actor_id.value);
    tx.exec_params(R"sql(/* purge.credits_of */
        SELECT end_credits(k.highlight_uri, $1)
          FROM (SELECT DISTINCT c.highlight_uri FROM credit c WHERE c.author_id = $1) AS k
    )sql",
                   actor_id.value);
    return {};
}

} // namespace federwerk::db
