// SPDX-License-Identifier: AGPL-3.0-or-later
#include "db/highlights.hpp"

#include "db/values.hpp"

namespace federwerk::db {

namespace {

std::optional<std::string> day_text(std::optional<core::day> const& d)
{
    return d ? std::optional(core::to_iso_day(*d)) : std::nullopt;
}

std::optional<core::day> first_day(domain::highlight const& h)
{
    return h.happened ? std::optional(h.happened->from) : std::nullopt;
}

std::optional<core::day> last_day(domain::highlight const& h)
{
    return h.happened ? h.happened->to : std::nullopt;
}

void insert_badges(transaction& tx, domain::highlight const& h)
{
    std::vector<core::snowflake> ids;
    for (auto const& each : h.badges)
        ids.push_back(each.id);
    tx.exec_params(R"sql(/* highlight_badges.replace */
        DELETE FROM highlight_badge WHERE highlight_id = $1
    )sql",
                   h.id.value);
    tx.exec_params(R"sql(/* highlight_badges.insert */
        INSERT INTO highlight_badge (highlight_id, badge_id, position)
             SELECT $1, worn.badge_id, min(worn.place) - 1
               FROM unnest($2::bigint[]) WITH ORDINALITY AS worn (badge_id, place)
              GROUP BY worn.badge_id
    )sql",
                   h.id.value, array(ids));
}

void insert_links(transaction& tx, domain::highlight const& h)
{
    std::vector<std::string> urls, titles;
    for (auto const& each : h.links) {
        urls.push_back(each.url);
        titles.push_back(each.title);
    }
    tx.exec_params("/* highlight_links.replace */ DELETE FROM highlight_link WHERE highlight_id = $1",
                   h.id.value);
    tx.exec_params(R"sql(/* highlight_links.insert */
        INSERT INTO highlight_link (highlight_id, position, url, title)
             SELECT $1, each.place - 1, each.url, each.title
               FROM unnest($2::text[], $3::text[]) WITH ORDINALITY AS each (url, title, place)
    )sql",
                   h.id.value, array(urls), array(titles));
}

void insert_collaborators(transaction& tx, domain::highlight const& h)
{
    std::vector<std::string> handles;
    for (auto const& each : h.collaborators)
        handles.push_back(each.handle);
    tx.exec_params(R"sql(/* collaborators.remove */
        DELETE FROM collaborator WHERE highlight_id = $1 AND handle <> ALL ($2::text[])
    )sql",
                   h.id.value, array(handles));
    // Only they themselves confirm: a trigger sets confirmed_at (0012). Who was not known here at first may
    // be now.
    tx.exec_params(R"sql(/* collaborators.insert */
        INSERT INTO collaborator (highlight_id, handle, actor_id)
             SELECT $1, named.handle,
                    (SELECT a.id FROM actor a
                      WHERE a.host = split_part(named.handle, '@', 2)
                        AND lower(a.username) = split_part(named.handle, '@', 1)
                      ORDER BY a.local DESC, a.id LIMIT 1)
               FROM unnest($2::text[]) AS named (handle)
        ON CONFLICT (highlight_id, handle) DO UPDATE
                SET actor_id = coalesce(collaborator.actor_id, excluded.actor_id)
    )sql",
                   h.id.value, array(handles));
}

void insert_audience(transaction& tx, domain::highlight const& h)
{
    tx.exec_params(R"sql(/* highlight_audience.insert */
        INSERT INTO highlight_audience (highlight_id, actor_id)
             SELECT $1, a.id FROM actor a WHERE a.uri = ANY ($2::text[])
        ON CONFLICT DO NOTHING
    )sql",
                   h.id.value, array(h.audience));
}

} // namespace

result<> insert_highlight(transaction& tx, domain::highlight const& h)
{
    auto const rows = tx.exec_params(
        R"sql(/* highlights.insert */
        INSERT INTO highlight (id, uri, actor_id, local, headline, markdown, html, activity, language, visibility,
                               happened_from, happened_to, url, quiet, published, edited_at, content_edited_at,
                               fetched_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10,
                     $11::date, $12::date, $13, $14, $15::timestamptz, $16::timestamptz, $17::timestamptz,
                     CASE WHEN $4 THEN NULL ELSE now() END)
        ON CONFLICT DO NOTHING
          RETURNING id
    )sql",
        h.id.value, h.uri, h.actor_id.value, h.local, h.headline, h.markdown, h.html, h.activity, h.language,
        std::string(domain::to_string(h.seen_by)), day_text(first_day(h)), day_text(last_day(h)), h.url,
        h.quiet, timestamp(h.published), timestamp(h.edited_at), timestamp(h.content_edited_at));
    if (rows.empty())
        return failure{errc::conflict, "highlight exists: " + h.uri, {}};
    insert_badges(tx, h);
    insert_links(tx, h);
    insert_collaborators(tx, h);
    insert_audience(tx, h);
    return {};
}

result<> update_highlight(transaction& tx, domain::highlight const& h)
{
    tx.exec_params(R"sql(/* highlight_revisions.insert */
        INSERT INTO highlight_revision (highlight_id, revision, headline, markdown, html, written_at)
             SELECT h.id, (SELECT count(*) + 1 FROM highlight_revision r WHERE r.highlight_id = h.id),
                    h.headline, h.markdown, h.html, coalesce(h.edited_at, h.published)
               FROM highlight h
              WHERE h.id = $1
    )sql",
                   h.id.value);
    auto const changed = tx.exec_params(R"sql(/* highlights.update */
        UPDATE highlight
           SET headline = $2, markdown = $3, html = $4, activity = $5, language = $6, happened_from = $7::date,
               happened_to = $8::date, url = $9, edited_at = $10::timestamptz,
               content_edited_at = $11::timestamptz, fetched_at = CASE WHEN local THEN NULL ELSE now() END
         WHERE id = $1
    )sql",
                                        h.id.value, h.headline, h.markdown, h.html, h.activity, h.language,
                                        day_text(first_day(h)), day_text(last_day(h)), h.url,
                                        timestamp(h.edited_at), timestamp(h.content_edited_at));
    if (changed.affected_rows() == 0)
        return failure{errc::not_found, "highlight is gone: " + h.uri, {}};
    insert_badges(tx, h);
    insert_links(tx, h);
    insert_collaborators(tx, h);
    insert_audience(tx, h);
    return {};
}

result<> delete_highlight(transaction& tx, domain::highlight const& h, core::time_point now)
{
    tx.exec_params(R"sql(/* tombstones.insert */
        INSERT INTO tombstone (uri, local, former_type, deleted_at, actor_id)
             VALUES ($1, $2, 'Note', $3::timestamptz, CASE WHEN $2 THEN NULL ELSE $4::bigint END)
        ON CONFLICT (uri, actor_id) DO NOTHING
    )sql",
                   h.uri, h.local, timestamp(now), h.actor_id.value);
    tx.exec_params("/* highlights.delete */ DELETE FROM highlight WHERE id = $1", h.id.value);
    return {};
}

} // namespace federwerk::db
