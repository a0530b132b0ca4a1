// SPDX-License-Identifier: AGPL-3.0-or-later
#include "db/badges.hpp"

#include "core/text.hpp"
#include "db/badge_rows.hpp"
#include "db/values.hpp"

namespace federwerk::db {

namespace {

std::string const badge_columns = R"sql(
        b.id, b.actor_id, coalesce(a.uri, '') AS uri, b.slug, b.host, b.name, b.hue, b.icon, b.description, b.kind,
        b.creator_id, milliseconds(b.created_at) AS created_at,
        ARRAY(SELECT other.slug FROM badge_alias other WHERE other.badge_id = b.id ORDER BY other.slug) AS aliases
)sql";

std::string const badge_from = " FROM badge b LEFT JOIN actor a ON a.id = b.actor_id ";

domain::badge to_badge(pqxx::row const& row)
{
    domain::badge b;
    b.id = to_id(row["id"]);
    b.actor_id = to_optional_id(row["actor_id"]).value_or(core::snowflake{});
    b.uri = row["uri"].as<std::string>();
    b.slug = row["slug"].as<std::string>();
    b.host = row["host"].as<std::string>();
    b.name = row["name"].as<std::string>();
    b.hue = row["hue"].as<int>();
    b.icon = row["icon"].as<std::string>();
    b.description = row["description"].as<std::string>();
    b.kind = domain::parse_badge_kind(row["kind"].as<std::string>()).value_or(domain::badge_kind::subject);
    b.creator_id = to_optional_id(row["creator_id"]);
    b.aliases = to_texts(row["aliases"]);
    b.created_at = to_time(row["created_at"]);
    return b;
}

std::vector<domain::badge> to_badges(pqxx::result const& rows)
{
    std::vector<domain::badge> badges;
    for (auto const& row : rows)
        badges.push_back(to_badge(row));
    return badges;
}

std::optional<domain::badge> first_badge(pqxx::result const& rows)
{
    return rows.empty() ? std::nullopt : std::optional(to_badge(rows[0]));
}

result<std::vector<domain::badge>> list_badges_by_name(transaction& tx, std::optional<core::snowflake> after,
                                                       int limit)
{
    return to_badges(tx.exec_params("/* badges.by_name */ SELECT" + badge_columns + badge_from + R"sql(
         WHERE b.host = ''
           AND ($1::bigint IS NULL
                OR (folded(b.name), b.id) > (SELECT folded(last.name), last.id FROM badge last WHERE last.id = $1))
         ORDER BY folded(b.name), b.id
         LIMIT $2
    )sql",
                                    nullable(after), limit));
}

// Two badges must not lead to one name, whatever two members do at once; making badges is rare.
bool is_taken(transaction& tx, std::vector<std::string> const& slugs)
{
    tx.exec_params("/* badges.lock_names */ SELECT pg_advisory_xact_lock(hashtext('badge names'))");
    return !tx.exec_params(R"sql(/* badges.taken */
        SELECT FROM badge WHERE host = '' AND slug = ANY ($1::text[])
        UNION ALL
        SELECT FROM badge_alias JOIN badge ON badge.id = badge_alias.badge_id
         WHERE badge.host = '' AND badge_alias.slug = ANY ($1::text[])
    )sql",
                           array(slugs))
                .empty();
}

} // namespace

result<std::optional<domain::badge>> find_badge(transaction& tx, core::snowflake id)
{
    return first_badge(tx.exec_params(
        "/* badges.find */ SELECT" + badge_columns + badge_from + "WHERE b.id = $1", id.value));
}

result<std::optional<domain::badge>> find_badge_by_slug(transaction& tx, std::string const& slug)
{
    return first_badge(tx.exec_params("/* badges.find_by_slug */ SELECT" + badge_columns + badge_from + R"sql(
         WHERE b.host = ''
           AND (b.slug = $1 OR b.id IN (SELECT other.badge_id FROM badge_alias other WHERE other.slug = $1))
         ORDER BY b.slug = $1 DESC
         LIMIT 1
    )sql",
                                      slug));
}

result<std::optional<domain::badge>> find_badge_by_actor(transaction& tx, core::snowflake actor_id)
{
    return first_badge(tx.exec_params("/* badges.find_by_actor */ SELECT" + badge_columns + badge_from +
                                          "WHERE b.actor_id = $1",
                                      actor_id.value));
}

result<std::vector<domain::badge>> find_badges_by_uri(transaction& tx, std::vector<std::string> const& uris)
{
    if (uris.empty())
        return std::vector<domain::badge>{};
    return to_badges(tx.exec_params("/* badges.find_by_uri */ SELECT" + badge_columns + badge_from + R"sql(
         WHERE a.uri = ANY ($1::text[])
         ORDER BY array_position($1::text[], a.uri)
    )sql",
                                    array(uris)));
}

result<std::vector<domain::badge>> find_badges(transaction& tx, std::vector<core::snowflake> const& ids)
{
    return to_badges(tx.exec_params("/* badges.find_all */ SELECT" + badge_columns + badge_from + R"sql(
         WHERE b.id = ANY ($1::bigint[])
         ORDER BY array_position($1::bigint[], b.id)
    )sql",
                                    array(ids)));
}

result<std::map<core::snowflake, domain::badge>> badges_in(transaction& tx, pqxx::result const& rows)
{
    std::vector<core::snowflake> wanted;
    for (auto const& row : rows)
        wanted.push_back(to_id(row["badge_id"]));
    TRY(auto found, find_badges(tx, wanted));
    std::map<core::snowflake, domain::badge> by_id;
    for (auto& each : found)
        by_id.emplace(each.id, std::move(each));
    return by_id;
}

result<std::vector<domain::badge>> find_badges_by_names(transaction& tx,
                                                        std::vector<std::string> const& slugs)
{
    if (slugs.empty())
        return std::vector<domain::badge>{};
    // By own name or another one, each off its index.
    return to_badges(tx.exec_params("/* badges.find_by_names */ SELECT" + badge_columns + R"sql(
          FROM (SELECT DISTINCT ON (b.id) b.id, b.actor_id, b.slug, b.host, b.name, b.hue, b.icon, b.description,
                       b.kind, b.creator_id, b.created_at, wanted.place
                  FROM unnest($1::text[]) WITH ORDINALITY AS wanted (slug, place)
                 CROSS JOIN LATERAL (
                       SELECT own.id FROM badge own
                        WHERE own.host = '' AND replace(own.slug, '-', '') = replace(wanted.slug, '-', '')
                        UNION ALL
                       SELECT other.badge_id FROM badge_alias other
                        WHERE replace(other.slug, '-', '') = replace(wanted.slug, '-', '')) AS named
                  JOIN badge b ON b.id = named.id AND b.host = ''
                 ORDER BY b.id, wanted.place) AS b
          LEFT JOIN actor a ON a.id = b.actor_id
         ORDER BY b.place
    )sql",
                                    array(slugs)));
}

result<std::vector<domain::badge>> search_badges(transaction& tx, std::string const& query,
                                                 std::optional<core::snowflake> after, int limit)
{
    if (core::trim(query).empty())
        return list_badges_by_name(tx, after, limit);
    return to_badges(tx.exec_params(R"sql(/* badges.search */
        WITH asked AS (SELECT folded($1::text) AS name, $2::text AS slug),
        found AS (
            SELECT candidate.id,
                   CASE WHEN candidate.slug = asked.slug OR folded(candidate.name) = asked.name THEN 0
                        WHEN EXISTS (SELECT FROM badge_alias o WHERE o.badge_id = candidate.id AND o.slug = asked.slug) THEN 1
                        WHEN starts_with(folded(candidate.name), asked.name) THEN 2
                        WHEN position(asked.name IN folded(candidate.name)) > 0 THEN 3
                        ELSE 4
                   END AS rank,
                   similarity(folded(candidate.name), asked.name) AS likeness
              FROM badge candidate, asked
             WHERE candidate.host = ''
               AND (candidate.slug = asked.slug
                    OR position(asked.name IN folded(candidate.name)) > 0
                    OR folded(candidate.name) % asked.name
                    OR EXISTS (SELECT FROM badge_alias o
                                WHERE o.badge_id = candidate.id AND asked.slug <> '' AND starts_with(o.slug, asked.slug)))
             ORDER BY rank, likeness DESC, candidate.id
             LIMIT 200),
        placed AS (SELECT id AS badge_id, row_number() OVER (ORDER BY rank, likeness DESC, id) AS place FROM found)
        SELECT)sql" + badge_columns + badge_from +
                                        R"sql(
          JOIN placed ON placed.badge_id = b.id
         WHERE placed.place > coalesce((SELECT last.place FROM placed last WHERE last.badge_id = $3), 0)
         ORDER BY placed.place
         LIMIT $4
    )sql",
                                    core::single_line(query), core::slugify(query), nullable(after), limit));
}

result<> insert_badge(transaction& tx, domain::badge const& badge)
{
    auto names = badge.aliases;
    names.push_back(badge.slug);
    if (is_taken(tx, names))
        return failure{errc::conflict, "badge exists: " + badge.slug, "There is such a badge already."};
    tx.exec_params(R"sql(/* badges.insert */
        INSERT INTO badge (id, actor_id, slug, host, name, hue, icon, description, kind, creator_id, created_at)
             VALUES ($1, $2, $3, '', $4, $5, $6, $7, $8, $9, $10::timestamptz)
    )sql",
                   badge.id.value, badge.actor_id.value, badge.slug, badge.name, badge.hue, badge.icon,
                   badge.description, std::string(domain::to_string(badge.kind)), nullable(badge.creator_id),
                   timestamp(badge.created_at));
    tx.exec_params(R"sql(/* badges.insert_aliases */
        INSERT INTO badge_alias (badge_id, slug) SELECT $1, unnest($2::text[]) ON CONFLICT DO NOTHING
    )sql",
                   badge.id.value, array(badge.aliases));
    return {};
}

result<core::snowflake> upsert_remote_badge(transaction& tx, domain::badge const& badge)
{
    // A host may give the name of a badge to another actor of its own; the former one is no badge any more
    // then.
    tx.exec_params(R"sql(/* badges.make_room */
        DELETE FROM badge WHERE host = $1 AND host <> '' AND slug = $2 AND actor_id IS DISTINCT FROM $3
    )sql",
                   badge.host, badge.slug, badge.actor_id.value);
    auto const rows =
        tx.exec_params(R"sql(/* badges.upsert_remote */
        INSERT INTO badge (actor_id, slug, host, name, hue, icon, description, kind)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
        ON CONFLICT (actor_id) DO UPDATE
                SET slug = excluded.slug, name = excluded.name, description = excluded.description
              WHERE badge.host <> ''
          RETURNING id
    )sql",
                       badge.actor_id.value, badge.slug, badge.host, badge.name, badge.hue, badge.icon,
                       badge.description, std::string(domain::to_string(badge.kind)));
    if (rows.empty())
        return failure{errc::forbidden, "a remote badge claims the actor of one of ours: " + badge.slug, {}};
    return to_id(rows[0]["id"]);
}

} // namespace federwerk::db
