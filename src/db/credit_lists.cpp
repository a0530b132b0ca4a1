// SPDX-License-Identifier: AGPL-3.0-or-later
// Credits as members see them, and what they say about people and badges.
#include "db/credit_rows.hpp"
#include "db/credits.hpp"
#include "db/highlight_rows.hpp"
#include "db/values.hpp"

#include <array>

namespace federwerk::db {

namespace {

constexpr std::array<std::string_view, 4> backings{"claimed", "shown", "confirmed", "issued"};

} // namespace

result<std::vector<domain::credit>> credits_in(transaction& tx, core::snowflake member_id, credit_box box,
                                               std::optional<core::snowflake> before, int limit)
{
    // What nobody asked for through here (request_uri) is a credit that was only read on somebody's
    // highlight.
    return to_credits(tx.exec_params("/* credits.in_box */ SELECT" + credit_columns + R"sql(
          FROM credit k
         WHERE CASE $2::text
                   WHEN 'asked' THEN k.collaborator_id = $1 AND k.state = 'requested' AND k.request_uri IS NOT NULL
                   WHEN 'given' THEN k.collaborator_id = $1 AND k.state = 'confirmed'
                   ELSE k.author_id = $1
               END
           AND ($3::bigint IS NULL OR k.id < $3)
         ORDER BY k.id DESC
         LIMIT $4
    )sql",
                                     member_id.value,
                                     std::string(box == credit_box::asked   ? "asked"
                                                 : box == credit_box::given ? "given"
                                                                            : "sought"),
                                     nullable(before), limit));
}

result<std::vector<domain::credit>> confirmed_credits_of(transaction& tx, core::snowflake member_id)
{
    return to_credits(tx.exec_params("/* credits.confirmed_of */ SELECT" + credit_columns + R"sql(
          FROM credit k
         WHERE (k.collaborator_id = $1 OR k.author_id = $1) AND k.state = 'confirmed'
         ORDER BY k.id
    )sql",
                                     member_id.value));
}

result<> name_collaborators(transaction& tx, domain::highlight const& h,
                            std::vector<core::snowflake> const& people)
{
    tx.exec_params(R"sql(/* collaborators.unlist */
        DELETE FROM collaborator WHERE highlight_id = $1 AND actor_id <> ALL ($2::bigint[])
    )sql",
                   h.id.value, array(people));
    tx.exec_params(R"sql(/* collaborators.list_remote */
        INSERT INTO collaborator (highlight_id, handle, actor_id)
             SELECT $1, lower(a.username || '@' || a.host), a.id
               FROM actor a
              WHERE a.id = ANY ($2::bigint[])
        ON CONFLICT (highlight_id, handle) DO NOTHING
    )sql",
                   h.id.value, array(people));
    return {};
}

result<std::optional<int>> credit_distance(transaction& tx, core::snowflake one, core::snowflake other)
{
    auto const row = tx.exec_params1("/* credits.distance */ SELECT credit_distance($1, $2) AS distance",
                                     one.value, other.value);
    return row["distance"].is_null() ? std::nullopt : std::optional(row["distance"].as<int>());
}

result<std::vector<core::snowflake>> common_collaborators(transaction& tx, core::snowflake one,
                                                          core::snowflake other)
{
    std::vector<core::snowflake> out;
    for (auto const& row : tx.exec_params(R"sql(/* credits.common */
            WITH near (of, id) AS (
                SELECT k.author_id, k.collaborator_id FROM credit k
                 WHERE k.author_id IN ($1, $2) AND k.state = 'confirmed'
                UNION
                SELECT k.collaborator_id, k.author_id FROM credit k
                 WHERE k.collaborator_id IN ($1, $2) AND k.state = 'confirmed')
            SELECT a.id FROM near a JOIN near b ON b.id = a.id AND b.of = $2
             WHERE a.of = $1
             ORDER BY a.id
        )sql",
                                          one.value, other.value))
        out.push_back(to_id(row["id"]));
    return out;
}

std::string_view to_string(backing b)
{
    return backings.at(static_cast<std::size_t>(b));
}

result<std::map<core::snowflake, backing>> backing_of_badges(transaction& tx, core::snowflake member_id)
{
    auto const rows = tx.exec_params(R"sql(/* credits.backing_of_badges */
        SELECT hb.badge_id,
               bool_or(EXISTS (SELECT FROM collaborator c
                                WHERE c.highlight_id = h.id AND c.confirmed_at IS NOT NULL)) AS confirmed
          FROM )sql" + highlights_by_or_with +
                                         R"sql( h
          JOIN highlight_badge hb ON hb.highlight_id = h.id
         WHERE h.visibility = 'public' AND visible_to(NULL, h.id, h.actor_id, h.visibility, true)
         GROUP BY hb.badge_id
    )sql",
                                     member_id.value);
    std::map<core::snowflake, backing> out;
    for (auto const& row : rows)
        out.emplace(to_id(row["badge_id"]),
                    row["confirmed"].as<bool>() ? backing::confirmed : backing::shown);
    for (auto const& row : tx.exec_params(R"sql(/* credits.issued_badges */
        SELECT DISTINCT w.badge_id FROM award w
         WHERE w.recipient_id = $1 AND w.badge_id IS NOT NULL
           AND award_stands(w.state, w.expires_at, w.issuer_id, w.recipient_id)
    )sql",
                                          member_id.value))
        out.insert_or_assign(to_id(row["badge_id"]), backing::issued);
    return out;
}

} // namespace federwerk::db
