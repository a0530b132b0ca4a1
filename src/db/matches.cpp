// SPDX-License-Identifier: AGPL-3.0-or-later
#include "db/matches.hpp"

#include "db/opening_rows.hpp"
#include "db/values.hpp"

#include <algorithm>

namespace federwerk::db {

namespace {

std::string day_of(core::time_point now)
{
    return core::to_iso_day(std::chrono::floor<std::chrono::days>(now));
}

// The kinds that a counterpart may have: ours, and what we want in exchange.
std::vector<std::string> kinds_of(domain::opening const& o)
{
    std::vector<std::string> out;
    for (auto const& seat : o.seats)
        if (!seat.kind.empty() && !seat.full())
            out.push_back(seat.kind);
    return out;
}

std::vector<std::string> words_of(std::vector<domain::term> const& terms)
{
    std::vector<std::string> out;
    for (auto const each : terms)
        out.emplace_back(domain::to_string(each));
    return out;
}

result<std::vector<domain::opening>> openings_of(transaction& tx, std::vector<counterpart> const& pairs)
{
    std::vector<core::snowflake> ids;
    for (auto const& each : pairs)
        if (std::ranges::find(ids, each.opening_id) == ids.end())
            ids.push_back(each.opening_id);
    return read_openings(tx, tx.exec_params("/* matches.openings */ SELECT" + opening_columns +
                                                "FROM opening o WHERE o.id = ANY ($1::bigint[])",
                                            array(ids)));
}

// Who of those that fit hears of it today.
constexpr char const* pairs_for = R"sql(/* matches.find */
        WITH near AS MATERIALIZED (
            SELECT s.opening_id, s.actor_id
              FROM station_entry s
             WHERE s.local AND s.kinds && ($4::text[] || $5::text) AND s.actor_id <> $2
               AND s.ends_at > $9::timestamptz AND (s.full_until IS NULL OR s.full_until <= $9::timestamptz)
               AND (s.form <> $6 AND s.direction <> $7 AND s.kinds && $4::text[]
                    AND (s.terms = '{}' OR $8::text[] = '{}' OR s.terms && $8::text[])
                    OR $5 <> '' AND s.in_exchange <> ''
                       AND (s.direction = $7 AND $5 = ANY (s.kinds) AND s.in_exchange = ANY ($4::text[])
                            OR s.direction <> $7 AND s.kinds && $4::text[] AND s.in_exchange = $5))
               AND NOT (s.excludes AND is_excluded($2, s.opening_id))
             ORDER BY s.opening_id DESC
             LIMIT $12
        ), pair AS (
            SELECT near.opening_id, m.actor_id AS member_id
              FROM near
             CROSS JOIN LATERAL (SELECT near.actor_id AS id
                                  UNION ALL
                                 SELECT r.member_id FROM organisation_role r WHERE r.organisation_id = near.actor_id) AS person
              JOIN member m ON m.actor_id = person.id AND m.state = 'active'
             WHERE m.actor_id <> $2
        ), may_hear AS MATERIALIZED ( -- Before the rule of who sees it, which costs more than all of these
            SELECT who.member_id
              FROM (SELECT DISTINCT member_id FROM pair) AS who
             WHERE NOT EXISTS (SELECT FROM notification n WHERE n.once = 'match:' || who.member_id || ':' || $11)
               AND NOT EXISTS (SELECT FROM notification n
                                WHERE n.opening_id = $1 AND n.member_id = who.member_id
                                  AND n.kind IN ('call_matches', 'openness_matches'))
               AND NOT EXISTS (SELECT FROM organisation_role mine
                                WHERE mine.organisation_id = $2 AND mine.member_id = who.member_id)
               AND NOT EXISTS (SELECT FROM block b
                                WHERE b.actor_id = who.member_id AND b.blocked_id = $2
                                   OR b.actor_id = $2 AND b.blocked_id = who.member_id)
        ), hears AS MATERIALIZED (
            SELECT member_id FROM may_hear WHERE opening_visible_to(member_id, $1, $2, $3, $10, false)
        )
        SELECT pair.member_id, pair.opening_id
          FROM pair JOIN hears USING (member_id)
         ORDER BY pair.member_id, pair.opening_id DESC
    )sql";

} // namespace

result<counterparts> find_counterparts(transaction& tx, domain::opening const& fresh, core::time_point now,
                                       int at_most)
{
    auto const kinds = kinds_of(fresh);
    counterparts found;
    if (kinds.empty())
        return found;
    auto const rows =
        tx.exec_params(pairs_for, fresh.id.value, fresh.actor_id.value, fresh.local, array(kinds),
                       fresh.in_exchange, std::string(domain::to_string(fresh.form)),
                       std::string(domain::to_string(fresh.direction)), array(words_of(fresh.terms)),
                       timestamp(now), std::string(domain::to_string(fresh.audience)), day_of(now), at_most);
    for (auto const& row : rows)
        found.pairs.push_back({to_id(row["member_id"]), to_id(row["opening_id"])});
    TRY(found.openings, openings_of(tx, found.pairs));
    return found;
}

result<> tell_of_matches(transaction& tx, domain::opening const& fresh, std::vector<match> const& matches,
                         core::time_point now)
{
    std::vector<core::snowflake> members;
    std::vector<std::string> uris, marks;
    for (auto const& each : matches) {
        members.push_back(each.member_id);
        uris.push_back(each.own_uri);
        marks.push_back(match_once(each.member_id, now));
    }
    // In the order of members, so that two at once wait for each other and never in a circle.
    tx.exec_params(R"sql(/* matches.tell */
        INSERT INTO notification (member_id, kind, actor_id, opening_id, subject_uri, once)
             SELECT told.member_id, $1, $2, $3, told.uri, told.mark
               FROM unnest($4::bigint[], $5::text[], $6::text[]) AS told (member_id, uri, mark)
              ORDER BY told.member_id
        ON CONFLICT (once) DO NOTHING
    )sql",
                   std::string(domain::to_string(match_kind(fresh))), fresh.actor_id.value, fresh.id.value,
                   array(members), array(uris), array(marks));
    return {};
}

result<> renew_opening(transaction& tx, core::snowflake id, core::time_point now)
{
    constexpr std::int64_t a_week = std::int64_t{7 * 86'400'000} << 12; // In ids
    tx.exec_params(R"sql(/* matches.renew */
        WITH at AS MATERIALIZED (SELECT snowflake_at($2::timestamptz) AS id)
        UPDATE opening o SET news = greatest(at.id, o.news + $3)
          FROM at
         WHERE o.id = $1 AND coalesce(o.news, o.id) < at.id
    )sql",
                   id.value, timestamp(now), a_week);
    return {};
}

result<std::vector<domain::opening>> open_ones_of(transaction& tx, std::vector<core::snowflake> const& owners,
                                                  core::time_point now, int at_most)
{
    return read_openings(tx, tx.exec_params("/* matches.open_ones */ SELECT" + opening_columns +
                                                R"sql(FROM opening o
         WHERE o.actor_id = ANY ($1::bigint[]) AND o.closed_at IS NULL AND o.ends_at > $2::timestamptz
           AND (o.full_until IS NULL OR o.full_until <= $2::timestamptz)
         ORDER BY o.id DESC
         LIMIT $3
    )sql",
                                            array(owners), timestamp(now), at_most));
}

std::string match_once(core::snowflake member_id, core::time_point now)
{
    return "match:" + member_id.text() + ":" + day_of(now);
}

domain::notification_kind match_kind(domain::opening const& fresh)
{
    return fresh.form == domain::opening_form::call ? domain::notification_kind::call_matches
                                                    : domain::notification_kind::openness_matches;
}

result<std::vector<core::snowflake>> told_of(transaction& tx, core::snowflake member_id,
                                             std::vector<core::snowflake> const& opening_ids)
{
    auto const row = tx.exec_params1(R"sql(/* matches.told_of */
        SELECT ARRAY(SELECT n.opening_id
                       FROM notification n
                      WHERE n.member_id = $1 AND n.kind IN ('call_matches', 'openness_matches')
                        AND n.opening_id = ANY ($2::bigint[])) AS told
    )sql",
                                     member_id.value, array(opening_ids));
    return to_ids(row["told"]);
}

result<std::vector<core::snowflake>> left_out_of(transaction& tx, core::snowflake opening_id,
                                                 std::vector<core::snowflake> const& actor_ids)
{
    auto const row = tx.exec_params1(R"sql(/* matches.left_out_of */
        SELECT ARRAY(SELECT who FROM unnest($2::bigint[]) AS who WHERE is_excluded(who, $1)) AS out
    )sql",
                                     opening_id.value, array(actor_ids));
    return to_ids(row["out"]);
}

} // namespace federwerk::db
