// SPDX-License-Identifier: AGPL-3.0-or-later
#include "db/space_station.hpp"
#include "db/values.hpp"

namespace federwerk::db {

namespace {

constexpr char const* select_viewer = R"sql(/* space_station.viewer */
        WITH me(id) AS (
            SELECT $1::bigint UNION ALL SELECT r.organisation_id FROM organisation_role r WHERE r.member_id = $1
        ), near(id) AS (
            SELECT c.collaborator_id FROM credit c WHERE c.author_id = $1 AND c.state = 'confirmed'
             UNION
            SELECT c.author_id FROM credit c WHERE c.collaborator_id = $1 AND c.state = 'confirmed'
        ), further(id) AS (
            SELECT c.collaborator_id FROM near JOIN credit c ON c.author_id = near.id AND c.state = 'confirmed'
             UNION
            SELECT c.author_id FROM near JOIN credit c ON c.collaborator_id = near.id AND c.state = 'confirmed'
        ), my_domain(name) AS (
            SELECT unnest(domains_over(lower(split_part(m.email, '@', 2)))) FROM member m WHERE m.actor_id = $1
             UNION
            SELECT unnest(domains_over(o.domain)) FROM organisation o JOIN me ON me.id = o.actor_id
        )
        SELECT ARRAY(SELECT id FROM me) AS mine,
               ARRAY(SELECT id FROM me
                      UNION
                     SELECT o.actor_id FROM organisation o JOIN my_domain d ON d.name = o.domain WHERE o.state <> 'claimed')
                   AS excluded_as,
               ARRAY(SELECT id FROM me UNION ALL SELECT a.id FROM actor a WHERE a.local AND lower(a.username) = 'station') AS listeners,
               ARRAY(SELECT b.blocked_id FROM block b WHERE b.actor_id = $1
                      UNION
                     SELECT b.actor_id FROM block b WHERE b.blocked_id = $1) AS blocked,
               ARRAY(SELECT id FROM near) AS near,
               ARRAY(SELECT id FROM further EXCEPT SELECT id FROM near) AS further,
               ARRAY(SELECT name FROM my_domain) AS domains,
               ARRAY(SELECT DISTINCT b.slug FROM worn_badge w JOIN badge b ON b.id = w.badge_id WHERE w.actor_id = $1) AS worn,
               EXISTS (SELECT FROM organisation o JOIN me ON me.id = o.actor_id WHERE o.state = 'verified') AS verified,
               coalesce((SELECT max(opening_id) FROM station_entry), 0) AS newest,
               coalesce((SELECT max(day) FROM badge_rarity)::text, '') AS rarity_day
    )sql";

} // namespace

result<station_viewer> find_station_viewer(transaction& tx, core::snowflake member_id)
{
    auto const row = tx.exec_params1(select_viewer, member_id.value);
    return station_viewer{.mine = to_ids(row["mine"]),
                          .excluded_as = to_ids(row["excluded_as"]),
                          .listeners = to_ids(row["listeners"]),
                          .blocked = to_ids(row["blocked"]),
                          .near = to_ids(row["near"]),
                          .further = to_ids(row["further"]),
                          .domains = to_texts(row["domains"]),
                          .worn = to_texts(row["worn"]),
                          .verified = row["verified"].as<bool>(),
                          .newest = to_id(row["newest"]),
                          .rarity_day = row["rarity_day"].as<std::string>()};
}

result<std::map<std::string, int>> weigh_badges(transaction& tx, std::string const& day,
                                                std::vector<std::string> const& slugs)
{
    std::map<std::string, std::int64_t> counted;
    if (!day.empty() && !slugs.empty()) {
        auto wanted = slugs;
        wanted.emplace_back(); // Of how many
        for (auto const& row : tx.exec_params(R"sql(/* badge_rarity.find */
                SELECT slug, openings FROM badge_rarity WHERE day = $1::date AND slug = ANY ($2::text[])
            )sql",
                                              day, array(wanted)))
            counted.emplace(row["slug"].as<std::string>(), row["openings"].as<std::int64_t>());
    }
    std::map<std::string, int> weights;
    for (auto const& each : slugs)
        weights.emplace(each, domain::badge_weight(counted[each], counted[""]));
    return weights;
}

result<> count_badges(transaction& tx, core::time_point now)
{
    tx.exec_params("/* station_entries.remove */ DELETE FROM station_entry WHERE ends_at < $1::timestamptz",
                   timestamp(now - std::chrono::hours(1)));
    tx.exec_params("/* badge_rarity.remove */ DELETE FROM badge_rarity WHERE day < $1::timestamptz::date - 2",
                   timestamp(now));
    tx.exec_params(R"sql(/* badge_rarity.count */
        INSERT INTO badge_rarity (day, slug, openings)
             SELECT $1::timestamptz::date, '', count(*) FROM station_entry
              WHERE NOT EXISTS (SELECT FROM badge_rarity WHERE day = $1::timestamptz::date)
             HAVING count(*) > 0
              UNION ALL
             SELECT $1::timestamptz::date, slug, count(*) FROM station_entry, unnest(badges) AS slug
              WHERE NOT EXISTS (SELECT FROM badge_rarity WHERE day = $1::timestamptz::date)
              GROUP BY slug
        ON CONFLICT DO NOTHING
    )sql",
                   timestamp(now));
    return {};
}

} // namespace federwerk::db
