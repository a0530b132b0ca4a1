// SPDX-License-Identifier: AGPL-3.0-or-later
#include "db/highlight_rows.hpp"

#include "db/badge_rows.hpp"
#include "db/by_id.hpp"
#include "domain/shown_badges.hpp"

namespace federwerk::db {

std::string const highlight_columns = R"sql(
        h.id, h.actor_id, h.uri, h.local, h.headline, h.markdown, h.html, h.activity, h.language, h.visibility,
        to_char(h.happened_from, 'YYYY-MM-DD') AS happened_from, to_char(h.happened_to, 'YYYY-MM-DD') AS happened_to,
        h.url, h.quiet, milliseconds(h.published) AS published, milliseconds(h.edited_at) AS edited_at,
        milliseconds(h.content_edited_at) AS content_edited_at
)sql";

std::string const highlights_by_or_with = R"sql(
       (SELECT own.* FROM highlight own WHERE own.actor_id = $1
        UNION ALL
        SELECT shared.*
          FROM credit k JOIN highlight shared ON shared.uri = k.highlight_uri AND shared.actor_id = k.author_id
         WHERE k.collaborator_id = $1 AND k.state = 'confirmed')
)sql";

namespace {

using all_highlights = by_id<domain::highlight>;

std::optional<domain::happening> to_happening(pqxx::row const& row)
{
    if (row["happened_from"].is_null())
        return std::nullopt;
    auto const from = core::parse_iso_day(row["happened_from"].as<std::string>());
    if (!from)
        return std::nullopt;
    domain::happening when{*from, {}};
    if (!row["happened_to"].is_null())
        if (auto const to = core::parse_iso_day(row["happened_to"].as<std::string>()))
            when.to = *to;
    return when;
}

domain::highlight to_highlight(pqxx::row const& row)
{
    domain::highlight h;
    h.id = to_id(row["id"]);
    h.actor_id = to_id(row["actor_id"]);
    h.uri = row["uri"].as<std::string>();
    h.local = row["local"].as<bool>();
    h.headline = row["headline"].as<std::string>();
    h.markdown = to_optional_text(row["markdown"]);
    h.html = row["html"].as<std::string>();
    h.activity = row["activity"].as<std::string>();
    h.language = to_optional_text(row["language"]);
    // What cannot be read is shown to as few as possible.
    h.seen_by =
        domain::parse_visibility(row["visibility"].as<std::string>()).value_or(domain::visibility::named);
    h.happened = to_happening(row);
    h.url = to_optional_text(row["url"]);
    h.quiet = row["quiet"].as<bool>();
    h.published = to_time(row["published"]);
    h.edited_at = to_optional_time(row["edited_at"]);
    h.content_edited_at = to_optional_time(row["content_edited_at"]);
    return h;
}

domain::highlight& owner(all_highlights const& all, pqxx::row const& row)
{
    return *all.at(to_id(row["highlight_id"]));
}

result<> read_badges(transaction& tx, all_highlights const& all, std::string const& ids)
{
    auto const rows = tx.exec_params(R"sql(/* highlight_badges.list */
        SELECT highlight_id, badge_id FROM highlight_badge
         WHERE highlight_id = ANY ($1::bigint[])
         ORDER BY highlight_id, position
    )sql",
                                     ids);
    TRY(auto const badges, badges_in(tx, rows));
    for (auto const& row : rows)
        owner(all, row).badges.push_back(badges.at(to_id(row["badge_id"])));
    // The rows of the others stay: who follows one is reached by it.
    for (auto const& [id, h] : all)
        if (!h->local)
            h->badges = domain::one_of_each_slug(std::move(h->badges));
    return {};
}

void read_links(transaction& tx, all_highlights const& all, std::string const& ids)
{
    for (auto const& row : tx.exec_params(R"sql(/* highlight_links.list */
            SELECT highlight_id, url, title FROM highlight_link
             WHERE highlight_id = ANY ($1::bigint[])
             ORDER BY highlight_id, position
        )sql",
                                          ids))
        owner(all, row).links.push_back({row["url"].as<std::string>(), row["title"].as<std::string>()});
}

void read_pictures(transaction& tx, all_highlights const& all, std::string const& ids)
{
    for (auto const& row : tx.exec_params(R"sql(/* media.of_highlights */
            SELECT highlight_id, id, url, media_type, alt, blurhash, width, height FROM media
             WHERE highlight_id = ANY ($1::bigint[])
             ORDER BY highlight_id, position, id
        )sql",
                                          ids))
        owner(all, row).pictures.push_back({to_id(row["id"]), row["url"].as<std::string>(),
                                            row["media_type"].as<std::string>(), row["alt"].as<std::string>(),
                                            to_optional_text(row["blurhash"]), to_optional_int(row["width"]),
                                            to_optional_int(row["height"])});
}

void read_people(transaction& tx, all_highlights const& all, std::string const& ids)
{
    for (auto const& row : tx.exec_params(R"sql(/* collaborators.list */
            SELECT c.highlight_id, c.handle, c.actor_id, milliseconds(c.confirmed_at) AS confirmed_at,
                   a.uri AS actor_uri, k.role, CASE WHEN k.evidence = 'authorization' THEN k.uri END AS authorization
              FROM collaborator c
              JOIN highlight h ON h.id = c.highlight_id
              LEFT JOIN actor a ON a.id = c.actor_id
              LEFT JOIN credit k ON k.highlight_uri = h.uri AND k.collaborator_id = c.actor_id AND k.state = 'confirmed'
             WHERE c.highlight_id = ANY ($1::bigint[])
             ORDER BY c.highlight_id, c.handle
        )sql",
                                          ids))
        owner(all, row).collaborators.push_back(
            {row["handle"].as<std::string>(), to_optional_id(row["actor_id"]),
             to_optional_time(row["confirmed_at"]), to_optional_text(row["actor_uri"]),
             to_optional_text(row["authorization"]), to_optional_text(row["role"]).value_or("")});
    for (auto const& row : tx.exec_params(R"sql(/* highlight_audience.list */
            SELECT named.highlight_id, a.uri
              FROM highlight_audience named JOIN actor a ON a.id = named.actor_id
             WHERE named.highlight_id = ANY ($1::bigint[])
             ORDER BY named.highlight_id, named.actor_id
        )sql",
                                          ids))
        owner(all, row).audience.push_back(row["uri"].as<std::string>());
}

} // namespace

result<std::vector<domain::highlight>> read_highlights(transaction& tx, pqxx::result const& rows)
{
    std::vector<domain::highlight> highlights;
    for (auto const& row : rows)
        highlights.push_back(to_highlight(row));
    if (highlights.empty())
        return highlights;
    auto const all = index(highlights);
    auto const ids = array(all);
    TRY_VOID(read_badges(tx, all, ids));
    read_links(tx, all, ids);
    read_pictures(tx, all, ids);
    read_people(tx, all, ids);
    return highlights;
}

} // namespace federwerk::db
