// SPDX-License-Identifier: AGPL-3.0-or-later
#include "db/openings.hpp"

#include "db/values.hpp"

namespace federwerk::db {

namespace {

std::vector<std::string> words(std::vector<domain::term> const& terms)
{
    std::vector<std::string> out;
    for (auto const each : terms)
        out.emplace_back(domain::to_string(each));
    return out;
}

void insert_badges(transaction& tx, domain::opening const& o, domain::seat const& seat)
{
    std::vector<core::snowflake> ids;
    for (auto const& each : seat.badges)
        ids.push_back(each.id);
    tx.exec_params(R"sql(/* seat_badges.insert */
        INSERT INTO seat_badge (opening_id, position, badge_id, ordinal)
             SELECT $1, $2, wanted.badge_id, min(wanted.place) - 1
               FROM unnest($3::bigint[]) WITH ORDINALITY AS wanted (badge_id, place)
              GROUP BY wanted.badge_id
    )sql",
                   o.id.value, seat.position, array(ids));
}

// A seat of ours that stays keeps what was taken of it, never more than its places; of others, their home
// counts.
void write_seats(transaction& tx, domain::opening const& o)
{
    std::vector<std::string> positions;
    for (auto const& each : o.seats)
        positions.push_back(std::to_string(each.position));
    tx.exec_params(R"sql(/* seats.remove */
        DELETE FROM seat WHERE opening_id = $1 AND position <> ALL ($2::smallint[])
    )sql",
                   o.id.value, array(positions));
    tx.exec_params("/* seat_badges.remove */ DELETE FROM seat_badge WHERE opening_id = $1", o.id.value);
    for (auto const& each : o.seats) {
        tx.exec_params(R"sql(/* seats.write */
            INSERT INTO seat AS s (opening_id, position, uri, kind, places, taken)
                 VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (opening_id, position)
              DO UPDATE SET uri = EXCLUDED.uri, kind = EXCLUDED.kind, places = EXCLUDED.places,
                            taken = CASE WHEN $7 THEN least(s.taken, EXCLUDED.places) ELSE EXCLUDED.taken END
        )sql",
                       o.id.value, each.position, each.uri, each.kind, each.places, each.taken, o.local);
        insert_badges(tx, o, each);
    }
}

// What a search filters by, beside the opening itself.
void sum_up(transaction& tx, domain::opening const& o)
{
    tx.exec_params(R"sql(/* openings.sum_up */
        UPDATE opening
           SET kinds = ARRAY(SELECT DISTINCT s.kind FROM seat s
                              WHERE s.opening_id = $1 AND s.kind <> '' ORDER BY s.kind),
               badges = ARRAY(SELECT DISTINCT b.slug
                                FROM seat_badge w JOIN badge b ON b.id = w.badge_id
                               WHERE w.opening_id = $1 ORDER BY b.slug)
         WHERE id = $1
    )sql",
                   o.id.value);
}

void write_people(transaction& tx, domain::opening const& o)
{
    std::vector<core::snowflake> actors;
    std::vector<std::string> domains;
    for (auto const& each : o.exclusions) {
        if (each.actor_id)
            actors.push_back(*each.actor_id);
        if (each.domain)
            domains.push_back(*each.domain);
    }
    tx.exec_params("/* opening_exclusions.replace */ DELETE FROM opening_exclusion WHERE opening_id = $1",
                   o.id.value);
    tx.exec_params(R"sql(/* opening_exclusions.insert */
        INSERT INTO opening_exclusion (opening_id, actor_id, domain)
             SELECT $1::bigint, id, NULL::text FROM unnest($2::bigint[]) AS id
              UNION
             SELECT $1::bigint, NULL, name FROM unnest($3::text[]) AS name
    )sql",
                   o.id.value, array(actors), array(domains));
    tx.exec_params(R"sql(/* opening_recipients.insert */
        INSERT INTO opening_recipient (opening_id, actor_id)
             SELECT $1, id FROM unnest($2::bigint[]) AS id
        ON CONFLICT DO NOTHING
    )sql",
                   o.id.value, array(o.recipients));
}

domain::location place_of(domain::opening const& o)
{
    return o.where.value_or(domain::location{});
}

} // namespace

result<> insert_opening(transaction& tx, domain::opening const& o)
{
    auto const where = place_of(o);
    auto const rows = tx.exec_params(
        R"sql(/* openings.insert */
        INSERT INTO opening (id, uri, form, actor_id, local, direction, title, markdown, html, plain, language, terms,
                             in_exchange, at_distance, place, latitude, longitude, radius_km, languages, questions,
                             audience, capacity, full_until, ends_at, renews_id, url, published, edited_at, fetched_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12::text[],
                     $13, $14, $15, $16, $17, $18, $19::text[], $20::text[],
                     $21, $22, $23::timestamptz, $24::timestamptz, $25, $26, $27::timestamptz, $28::timestamptz,
                     CASE WHEN $5 THEN NULL ELSE coalesce($29::timestamptz, now()) END)
        ON CONFLICT DO NOTHING
          RETURNING id
    )sql",
        o.id.value, o.uri, std::string(domain::to_string(o.form)), o.actor_id.value, o.local,
        std::string(domain::to_string(o.direction)), o.title, o.markdown, o.html, o.plain, o.language,
        array(words(o.terms)), o.in_exchange, o.at_distance, where.name, where.latitude, where.longitude,
        where.radius_km, array(o.languages), array(o.questions), std::string(domain::to_string(o.audience)),
        o.capacity, timestamp(o.full_until), timestamp(o.ends_at), nullable(o.renews_id), o.url,
        timestamp(o.published), timestamp(o.edited_at), timestamp(o.fetched_at));
    if (rows.empty())
        return failure{errc::conflict, "opening exists: " + o.uri, {}};
    write_seats(tx, o);
    sum_up(tx, o);
    write_people(tx, o);
    return {};
}

result<> update_opening(transaction& tx, domain::opening const& o)
{
    auto const where = place_of(o);
    // Asked again, the owner has answered: whoever extends is asked before the next end.
    auto const changed = tx.exec_params(
        R"sql(/* openings.update */
        UPDATE opening
           SET title = $2, markdown = $3, html = $4, plain = $5, language = $6, terms = $7::text[], in_exchange = $8,
               at_distance = $9, place = $10, latitude = $11, longitude = $12, radius_km = $13, languages = $14::text[],
               questions = $15::text[], capacity = $16, full_until = $17::timestamptz, url = $19,
               edited_at = $20::timestamptz, closed_at = $21::timestamptz, audience = $22, direction = $23,
               asked_again_at = CASE WHEN ends_at < $18::timestamptz THEN NULL ELSE asked_again_at END,
               ends_at = $18::timestamptz,
               fetched_at = CASE WHEN local THEN NULL ELSE coalesce($24::timestamptz, now()) END
         WHERE id = $1
    )sql",
        o.id.value, o.title, o.markdown, o.html, o.plain, o.language, array(words(o.terms)), o.in_exchange,
        o.at_distance, where.name, where.latitude, where.longitude, where.radius_km, array(o.languages),
        array(o.questions), o.capacity, timestamp(o.full_until), timestamp(o.ends_at), o.url,
        timestamp(o.edited_at), timestamp(o.closed_at), std::string(domain::to_string(o.audience)),
        std::string(domain::to_string(o.direction)), timestamp(o.fetched_at));
    if (changed.affected_rows() == 0)
        return failure{errc::not_found, "opening is gone: " + o.uri, {}};
    write_seats(tx, o);
    sum_up(tx, o);
    write_people(tx, o);
    return {};
}

result<> close_opening(transaction& tx, core::snowflake id, core::time_point now)
{
    auto const changed = tx.exec_params(R"sql(/* openings.close */
        UPDATE opening SET closed_at = coalesce(closed_at, $2::timestamptz) WHERE id = $1
    )sql",
                                        id.value, timestamp(now));
    if (changed.affected_rows() == 0)
        return failure{errc::not_found, "opening is gone", {}};
    return {};
}

result<> delete_opening(transaction& tx, domain::opening const& o, core::time_point now)
{
    // One of ours that not everybody could read was never there for those who could not.
    if (!o.local || o.is_public())
        tx.exec_params(R"sql(/* tombstones.insert_opening */
        INSERT INTO tombstone (uri, local, former_type, deleted_at, actor_id)
             VALUES ($1, $2, 'Note', $3::timestamptz, CASE WHEN $2 THEN NULL ELSE $4::bigint END)
        ON CONFLICT (uri, actor_id) DO NOTHING
    )sql",
                       o.uri, o.local, timestamp(now), o.actor_id.value);
    TRY_VOID(lock_requests_of(tx, o.id)); // Their opening_id becomes NULL
    tx.exec_params("/* openings.delete */ DELETE FROM opening WHERE id = $1", o.id.value);
    return {};
}

result<> lock_requests_of(transaction& tx, core::snowflake opening_id)
{
    tx.exec_params(
        "/* openings.lock_requests */ SELECT FROM request WHERE opening_id = $1 ORDER BY id FOR UPDATE",
        opening_id.value);
    return {};
}

result<> add_recipient(transaction& tx, core::snowflake opening_id, core::snowflake actor_id)
{
    tx.exec_params(R"sql(/* opening_recipients.add */
        INSERT INTO opening_recipient (opening_id, actor_id) VALUES ($1, $2) ON CONFLICT DO NOTHING
    )sql",
                   opening_id.value, actor_id.value);
    return {};
}

result<bool> take_from_recipients(transaction& tx, core::snowflake opening_id,
                                  std::vector<core::snowflake> const& actors)
{
    tx.exec_params(R"sql(/* opening_recipients.take */
        DELETE FROM opening_recipient WHERE opening_id = $1 AND actor_id = ANY ($2::bigint[])
    )sql",
                   opening_id.value, array(actors));
    auto const rows = tx.exec_params(
        "/* opening_recipients.left */ SELECT FROM opening_recipient WHERE opening_id = $1 LIMIT 1",
        opening_id.value);
    return !rows.empty();
}

} // namespace federwerk::db
