// SPDX-License-Identifier: AGPL-3.0-or-later
// Reading a page: highlights from the rows that fan_out wrote, openings from what the member follows, wears
// and has credits with. Both are ordered by arrival, so one cursor serves them.
#include "db/multiverse.hpp"

#include "db/highlights.hpp"
#include "db/openings.hpp"
#include "db/values.hpp"

#include <algorithm>

namespace federwerk::db {

namespace {

// What was written when the highlight arrived says where to look; whether the reason still stands is asked
// here, since badges are taken off, unfollowed and edited away afterwards. Who follows the author or is named
// asked for it; the rest is brought up by us, which silenced authors are not.
std::string const highlights_page = R"sql(
        SELECT h.id, true AS is_highlight, kept.by_follow, why.by_name, why.by_credit,
               why.followed_badges, why.shared_badges, kept.announced_by
          FROM (SELECT item.*
                  FROM multiverse_item item
                 WHERE item.member_id = $1 AND ($2::bigint IS NULL OR item.highlight_id < $2)
                 ORDER BY item.highlight_id DESC) AS kept
          JOIN highlight h ON h.id = kept.highlight_id
          JOIN actor a ON a.id = h.actor_id
         CROSS JOIN LATERAL (
                SELECT kept.by_name AND EXISTS (SELECT FROM highlight_audience named
                                                 WHERE named.highlight_id = h.id AND named.actor_id = $1) AS by_name,
                       kept.by_credit
                       AND (EXISTS (SELECT FROM credit c
                                     WHERE c.collaborator_id = $1 AND c.author_id = h.actor_id AND c.state = 'confirmed')
                            OR EXISTS (SELECT FROM credit c
                                        WHERE c.author_id = $1 AND c.collaborator_id = h.actor_id AND c.state = 'confirmed'))
                       AS by_credit,
                       ARRAY(SELECT b.id
                               FROM highlight_badge hb
                               JOIN badge b ON b.id = hb.badge_id
                               JOIN follow f ON f.follower_id = $1 AND f.followed_id = b.actor_id AND f.state = 'accepted'
                              WHERE hb.highlight_id = h.id AND hb.badge_id = ANY (kept.followed_badges)
                              ORDER BY b.id) AS followed_badges,
                       ARRAY(SELECT w.badge_id
                               FROM highlight_badge hb
                               JOIN worn_badge w ON w.actor_id = $1 AND w.badge_id = hb.badge_id
                              WHERE hb.highlight_id = h.id AND hb.badge_id = ANY (kept.shared_badges)
                              ORDER BY w.badge_id) AS shared_badges
                OFFSET 0) AS why
         WHERE (kept.by_follow OR why.by_name OR why.by_credit
                OR why.followed_badges <> '{}' OR why.shared_badges <> '{}' OR kept.announced_by <> '{}')
           AND ($4::bigint IS NULL
                OR EXISTS (SELECT FROM highlight_badge hb WHERE hb.highlight_id = h.id AND hb.badge_id = $4))
           AND $5 = ''
           AND ($6 = '' OR lower(h.language) = $6 OR starts_with(lower(h.language), $6 || '-'))
           AND ($7 = '' OR a.host = $7)
           AND visible_to($1, h.id, h.actor_id, h.visibility, kept.by_follow OR why.by_name)
           AND NOT EXISTS (SELECT FROM block b WHERE b.actor_id = $1 AND b.blocked_id = h.actor_id)
         ORDER BY kept.highlight_id DESC
         LIMIT $3
)sql";

// Every reason why an opening may stand in the member's Multiverse, a row each.
std::string const opening_reasons = R"sql(
        SELECT o.id, true AS by_follow, false AS by_credit, NULL::bigint AS followed_badge, NULL::bigint AS shared_badge
          FROM follow f
          JOIN opening o ON o.actor_id = f.followed_id
         WHERE f.follower_id = $1 AND f.state = 'accepted'
        UNION ALL
        SELECT o.id, false, true, NULL, NULL
          FROM credit c
          JOIN opening o ON o.actor_id = CASE WHEN c.author_id = $1 THEN c.collaborator_id ELSE c.author_id END
         WHERE $1 IN (c.author_id, c.collaborator_id) AND c.state = 'confirmed'
        UNION ALL
        SELECT s.opening_id, false, false, b.id, NULL
          FROM follow f
          JOIN badge b ON b.actor_id = f.followed_id
          JOIN seat_badge s ON s.badge_id = b.id
         WHERE f.follower_id = $1 AND f.state = 'accepted'
        UNION ALL
        SELECT s.opening_id, false, false, NULL, w.badge_id
          FROM worn_badge w
          JOIN seat_badge s ON s.badge_id = w.badge_id
         WHERE w.actor_id = $1
)sql";

// Sorted before the rule of who sees it is asked, which then is asked no longer than until the page is full.
std::string const openings_page = R"sql(
        SELECT reached.id, false AS is_highlight, reached.by_follow, false AS by_name, reached.by_credit,
               reached.followed_badges, reached.shared_badges, '{}'::bigint[] AS announced_by
          FROM (SELECT o.id, o.actor_id, o.local, o.audience, bool_or(r.by_follow) AS by_follow, bool_or(r.by_credit) AS by_credit,
                       coalesce(array_agg(DISTINCT r.followed_badge) FILTER (WHERE r.followed_badge IS NOT NULL), '{}') AS followed_badges,
                       coalesce(array_agg(DISTINCT r.shared_badge) FILTER (WHERE r.shared_badge IS NOT NULL), '{}') AS shared_badges
                  FROM reason r
                  JOIN opening o ON o.id = r.id
                  JOIN actor a ON a.id = o.actor_id
                 WHERE o.actor_id <> $1
                   AND ($2::bigint IS NULL OR o.id < $2)
                   AND o.closed_at IS NULL AND o.ends_at > now() AND (o.full_until IS NULL OR o.full_until <= now())
                   AND ($4::bigint IS NULL OR EXISTS (SELECT FROM seat_badge s WHERE s.opening_id = o.id AND s.badge_id = $4))
                   AND ($5 = '' OR o.kinds @> ARRAY[$5])
                   AND ($6 = '' OR lower(o.language) = $6 OR starts_with(lower(o.language), $6 || '-')
                        OR EXISTS (SELECT FROM unnest(o.languages) AS l WHERE lower(l) = $6 OR starts_with(lower(l), $6 || '-')))
                   AND ($7 = '' OR a.host = $7)
                   AND NOT EXISTS (SELECT FROM block b WHERE b.actor_id = $1 AND b.blocked_id = o.actor_id)
                   AND NOT EXISTS (SELECT FROM organisation_role mine WHERE mine.organisation_id = o.actor_id AND mine.member_id = $1)
                 GROUP BY o.id
                 ORDER BY o.id DESC) AS reached
         WHERE opening_visible_to($1, reached.id, reached.actor_id, reached.local, reached.audience, reached.by_follow)
         ORDER BY reached.id DESC
         LIMIT $3
)sql";

multiverse_item to_item(pqxx::row const& row)
{
    return {std::nullopt,
            std::nullopt,
            row["by_follow"].as<bool>(),
            row["by_name"].as<bool>(),
            row["by_credit"].as<bool>(),
            to_ids(row["followed_badges"]),
            to_ids(row["shared_badges"]),
            to_ids(row["announced_by"])};
}

// Puts what was found, in the order of the rows, beside its reasons; what is no longer seen falls out.
template <class T>
bool take_next(std::vector<T>& found, std::size_t& next, core::snowflake id, std::optional<T>& into)
{
    if (next == found.size() || found[next].id != id)
        return false;
    into = std::move(found[next++]);
    return true;
}

} // namespace

result<multiverse_page> multiverse_of(transaction& tx, core::snowflake member_id,
                                      std::optional<core::snowflake> before, int limit,
                                      multiverse_filter const& filter)
{
    auto const rows =
        tx.exec_params("/* multiverse.page */ WITH reason AS (" + opening_reasons +
                           ") SELECT id, is_highlight, by_follow, by_name, by_credit," +
                           " followed_badges, shared_badges, announced_by FROM ((" + highlights_page +
                           ") UNION ALL (" + openings_page + ")) AS page ORDER BY id DESC LIMIT $3",
                       member_id.value, nullable(before), limit + 1, nullable(filter.badge_id), filter.kind,
                       filter.language, filter.host);
    auto const kept = std::min(rows.size(), static_cast<pqxx::result::size_type>(limit));
    std::vector<core::snowflake> highlight_ids, opening_ids;
    for (pqxx::result::size_type i = 0; i < kept; ++i)
        (rows[i]["is_highlight"].as<bool>() ? highlight_ids : opening_ids).push_back(to_id(rows[i]["id"]));
    TRY(auto highlights, find_highlights(tx, highlight_ids, member_id));
    TRY(auto openings, find_openings(tx, opening_ids, member_id));
    multiverse_page page;
    std::size_t next_highlight = 0, next_opening = 0;
    for (pqxx::result::size_type i = 0; i < kept; ++i) {
        auto item = to_item(rows[i]);
        page.last = to_id(rows[i]["id"]);
        if (rows[i]["is_highlight"].as<bool>()
                ? take_next(highlights, next_highlight, *page.last, item.highlight)
                : take_next(openings, next_opening, *page.last, item.opening))
            page.items.push_back(std::move(item));
    }
    page.more = rows.size() > kept;
    return page;
}

} // namespace federwerk::db
