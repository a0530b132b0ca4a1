// SPDX-License-Identifier: AGPL-3.0-or-later
#include "db/highlights.hpp"

#include "db/highlight_rows.hpp"
#include "db/values.hpp"

namespace federwerk::db {

namespace {

result<std::optional<domain::highlight>> first(transaction& tx, pqxx::result const& rows)
{
    TRY(auto found, read_highlights(tx, rows));
    return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

} // namespace

result<std::optional<domain::highlight>> find_highlight(transaction& tx, core::snowflake id, viewer who)
{
    return first(tx, tx.exec_params("/* highlights.find */ SELECT" + highlight_columns + R"sql(
          FROM highlight h
         WHERE h.id = $1 AND visible_to($2, h.id, h.actor_id, h.visibility, true)
    )sql",
                                    id.value, nullable(who)));
}

result<std::optional<domain::highlight>> find_highlight_by_uri(transaction& tx, std::string const& uri,
                                                               viewer who)
{
    return first(tx, tx.exec_params("/* highlights.find_by_uri */ SELECT" + highlight_columns + R"sql(
          FROM highlight h
         WHERE h.uri = $1 AND visible_to($2, h.id, h.actor_id, h.visibility, true)
    )sql",
                                    uri, nullable(who)));
}

result<std::optional<domain::highlight>> find_any_highlight(transaction& tx, std::string const& uri)
{
    return first(tx, tx.exec_params("/* highlights.find_any */ SELECT" + highlight_columns + R"sql(
          FROM highlight h
         WHERE h.uri = $1
    )sql",
                                    uri));
}

result<std::optional<domain::highlight>> lock_any_highlight(transaction& tx, std::string const& uri)
{
    return first(tx, tx.exec_params("/* highlights.lock_any */ SELECT" + highlight_columns + R"sql(
          FROM highlight h
         WHERE h.uri = $1
           FOR NO KEY UPDATE
    )sql",
                                    uri));
}

result<bool> is_for_reader(transaction& tx, core::snowflake highlight_id, domain::actor const& reader)
{
    return tx
        .exec_params1(R"sql(/* highlights.is_for_reader */
        SELECT EXISTS (
            SELECT FROM highlight h
             CROSS JOIN LATERAL (
                   SELECT $2::bigint
                    UNION ALL
                   SELECT a.id FROM actor a
                    WHERE $3 AND a.host = $4
                      AND (a.id IN (SELECT f.follower_id FROM follow f WHERE f.followed_id = h.actor_id)
                           OR a.id IN (SELECT named.actor_id FROM highlight_audience named
                                        WHERE named.highlight_id = h.id))) AS reader (id)
             WHERE h.id = $1 AND visible_to(reader.id, h.id, h.actor_id, h.visibility, true)) AS sees
    )sql",
                      highlight_id.value, reader.id.value, reader.kind == domain::actor_kind::application,
                      reader.host)["sees"]
        .as<bool>();
}

result<std::optional<domain::highlight>> find_own_highlight(transaction& tx, core::snowflake id,
                                                            core::snowflake author_id)
{
    return first(tx, tx.exec_params("/* highlights.find_own */ SELECT" + highlight_columns + R"sql(
          FROM highlight h
         WHERE h.id = $1 AND h.actor_id = $2 AND h.local
           FOR UPDATE
    )sql",
                                    id.value, author_id.value));
}

result<std::vector<domain::highlight>> find_highlights(transaction& tx,
                                                       std::vector<core::snowflake> const& ids, viewer who)
{
    return read_highlights(tx, tx.exec_params("/* highlights.find_all */ SELECT" + highlight_columns + R"sql(
          FROM highlight h
         WHERE h.id = ANY ($1::bigint[]) AND visible_to($2, h.id, h.actor_id, h.visibility, true)
         ORDER BY array_position($1::bigint[], h.id)
    )sql",
                                              array(ids), nullable(who)));
}

result<std::vector<domain::highlight>> highlights_of_actor(transaction& tx, core::snowflake actor_id,
                                                           viewer who, page const& p)
{
    return read_highlights(tx, tx.exec_params("/* highlights.of_actor */ SELECT" + highlight_columns + R"sql(
          FROM highlight h
         WHERE h.actor_id = $1
           AND ($2::bigint IS NULL OR h.id < $2)
           AND visible_to($3, h.id, h.actor_id, h.visibility, true)
         ORDER BY h.id DESC
         LIMIT $4
    )sql",
                                              actor_id.value, nullable(p.before), nullable(who), p.limit));
}

result<std::vector<domain::highlight>> highlights_of_person(transaction& tx, core::snowflake actor_id,
                                                            viewer who, page const& p)
{
    return read_highlights(tx, tx.exec_params("/* highlights.of_person */ SELECT" + highlight_columns +
                                                  " FROM " + highlights_by_or_with + R"sql( h
         WHERE ($2::bigint IS NULL OR h.id < $2)
           AND (SELECT visible_to($3, NULL, $1, 'public', true)) -- Whose list it is
           AND visible_to($3, h.id, h.actor_id, h.visibility, h.actor_id = $1)
         ORDER BY h.id DESC
         LIMIT $4
    )sql",
                                              actor_id.value, nullable(p.before), nullable(who), p.limit));
}

result<std::vector<domain::highlight>> highlights_with_badge(transaction& tx, core::snowflake badge_id,
                                                             viewer who, page const& p)
{
    return read_highlights(tx,
                           tx.exec_params("/* highlights.with_badge */ SELECT" + highlight_columns + R"sql(
          FROM highlight_badge worn
          JOIN highlight h ON h.id = worn.highlight_id
         WHERE worn.badge_id = $1
           AND ($2::bigint IS NULL OR worn.highlight_id < $2)
           AND visible_to($3, h.id, h.actor_id, h.visibility, false)
         ORDER BY worn.highlight_id DESC
         LIMIT $4
    )sql",
                                          badge_id.value, nullable(p.before), nullable(who), p.limit));
}

result<std::vector<domain::highlight>> featured_of(transaction& tx, core::snowflake actor_id, viewer who)
{
    return read_highlights(tx, tx.exec_params("/* highlights.featured */ SELECT" + highlight_columns + R"sql(
          FROM featured f
          JOIN highlight h ON h.id = f.highlight_id AND h.actor_id = f.actor_id
         WHERE f.actor_id = $1 AND visible_to($2, h.id, h.actor_id, h.visibility, true)
         ORDER BY f.featured_at DESC, h.id DESC
         LIMIT 20
    )sql",
                                              actor_id.value, nullable(who)));
}

result<std::int64_t> count_public_highlights(transaction& tx, core::snowflake actor_id)
{
    auto const rows = tx.exec_params(R"sql(/* highlights.count_public */
        SELECT count(*) AS total FROM highlight h
         WHERE h.actor_id = $1 AND h.visibility = 'public'
           AND visible_to(NULL, h.id, h.actor_id, h.visibility, true)
    )sql",
                                     actor_id.value);
    return rows[0]["total"].as<std::int64_t>();
}

} // namespace federwerk::db
