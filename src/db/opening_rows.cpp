// SPDX-License-Identifier: AGPL-3.0-or-later
#include "db/opening_rows.hpp"

#include "db/badge_rows.hpp"
#include "db/by_id.hpp"
#include "domain/shown_badges.hpp"

namespace federwerk::db {

std::string const opening_columns = R"sql(
        o.id, o.actor_id, o.uri, o.form, o.local, o.direction, o.title, o.markdown, o.html, o.plain, o.language,
        o.terms, o.in_exchange, o.at_distance, o.place, o.latitude, o.longitude, o.radius_km, o.languages, o.questions,
        o.audience, o.capacity, milliseconds(o.full_until) AS full_until, milliseconds(o.ends_at) AS ends_at,
        milliseconds(o.closed_at) AS closed_at, o.renews_id, o.url, milliseconds(o.published) AS published,
        milliseconds(o.edited_at) AS edited_at, milliseconds(o.fetched_at) AS fetched_at
)sql";

std::string const opening_is_seen = R"sql(
        opening_visible_to($1, o.id, o.actor_id, o.local, o.audience, true)
        AND (o.closed_at IS NULL AND o.ends_at > now()
             OR o.actor_id = $1
             OR EXISTS (SELECT FROM organisation_role r WHERE r.organisation_id = o.actor_id AND r.member_id = $1))
)sql";

namespace {

using all_openings = by_id<domain::opening>;

std::optional<double> degrees(pqxx::field const& f)
{
    return f.is_null() ? std::nullopt : std::optional(f.as<double>());
}

std::optional<domain::location> to_location(pqxx::row const& row)
{
    domain::location where{row["place"].as<std::string>(), degrees(row["latitude"]),
                           degrees(row["longitude"]), to_optional_int(row["radius_km"])};
    if (where.name.empty() && !where.latitude)
        return std::nullopt;
    return where;
}

void read_state(domain::opening& o, pqxx::row const& row)
{
    o.capacity = to_optional_int(row["capacity"]);
    o.full_until = to_optional_time(row["full_until"]);
    o.ends_at = to_time(row["ends_at"]);
    o.closed_at = to_optional_time(row["closed_at"]);
    o.renews_id = to_optional_id(row["renews_id"]);
    o.published = to_time(row["published"]);
    o.edited_at = to_optional_time(row["edited_at"]);
    o.fetched_at = to_optional_time(row["fetched_at"]);
}

domain::opening to_opening(pqxx::row const& row)
{
    domain::opening o;
    o.id = to_id(row["id"]);
    o.actor_id = to_id(row["actor_id"]);
    o.uri = row["uri"].as<std::string>();
    o.form = domain::parse_opening_form(row["form"].as<std::string>()).value_or(o.form);
    o.local = row["local"].as<bool>();
    o.direction = domain::parse_direction(row["direction"].as<std::string>()).value_or(o.direction);
    o.title = row["title"].as<std::string>();
    o.markdown = to_optional_text(row["markdown"]);
    o.html = row["html"].as<std::string>();
    o.plain = row["plain"].as<std::string>();
    o.language = to_optional_text(row["language"]);
    for (auto const& each : to_texts(row["terms"]))
        if (auto const known = domain::parse_term(each))
            o.terms.push_back(*known);
    o.in_exchange = row["in_exchange"].as<std::string>();
    o.at_distance = row["at_distance"].as<bool>();
    o.where = to_location(row);
    o.languages = to_texts(row["languages"]);
    o.questions = to_texts(row["questions"]);
    // What cannot be read is shown to as few as possible.
    o.audience =
        domain::parse_audience(row["audience"].as<std::string>()).value_or(domain::audience::two_credits);
    o.url = to_optional_text(row["url"]);
    read_state(o, row);
    return o;
}

domain::opening& whose(all_openings const& all, pqxx::row const& row)
{
    return *all.at(to_id(row["opening_id"]));
}

void read_seats(transaction& tx, all_openings const& all, std::string const& ids)
{
    for (auto const& row : tx.exec_params(R"sql(/* seats.list */
            SELECT opening_id, position, uri, kind, places, taken FROM seat
             WHERE opening_id = ANY ($1::bigint[])
             ORDER BY opening_id, position
        )sql",
                                          ids))
        whose(all, row).seats.push_back({row["position"].as<int>(),
                                         row["uri"].as<std::string>(),
                                         row["kind"].as<std::string>(),
                                         {},
                                         row["places"].as<int>(),
                                         row["taken"].as<int>()});
}

result<> read_badges(transaction& tx, all_openings const& all, std::string const& ids)
{
    auto const rows = tx.exec_params(R"sql(/* seat_badges.list */
        SELECT opening_id, position, badge_id FROM seat_badge
         WHERE opening_id = ANY ($1::bigint[])
         ORDER BY opening_id, position, ordinal
    )sql",
                                     ids);
    TRY(auto const badges, badges_in(tx, rows));
    for (auto const& row : rows)
        for (auto& seat : whose(all, row).seats)
            if (seat.position == row["position"].as<int>())
                seat.badges.push_back(badges.at(to_id(row["badge_id"])));
    // The rows of the others stay: who follows one is reached by it.
    for (auto const& [id, o] : all)
        for (auto& seat : o->seats)
            if (!o->local)
                seat.badges = domain::one_of_each_slug(std::move(seat.badges));
    return {};
}

void read_people(transaction& tx, all_openings const& all, std::string const& ids)
{
    for (auto const& row : tx.exec_params(R"sql(/* opening_exclusions.list */
            SELECT opening_id, actor_id, domain FROM opening_exclusion
             WHERE opening_id = ANY ($1::bigint[])
             ORDER BY opening_id, actor_id, domain
        )sql",
                                          ids))
        whose(all, row).exclusions.push_back(
            {to_optional_id(row["actor_id"]), to_optional_text(row["domain"])});
    // Ours go to as many as may see them; of those, only the letters know.
    for (auto const& row : tx.exec_params(R"sql(/* opening_recipients.list */
            SELECT t.opening_id, t.actor_id
              FROM opening_recipient t JOIN opening o ON o.id = t.opening_id AND NOT o.local
             WHERE t.opening_id = ANY ($1::bigint[])
             ORDER BY t.opening_id, t.actor_id
        )sql",
                                          ids))
        whose(all, row).recipients.push_back(to_id(row["actor_id"]));
}

} // namespace

result<std::vector<domain::opening>> read_openings(transaction& tx, pqxx::result const& rows)
{
    std::vector<domain::opening> openings;
    for (auto const& row : rows)
        openings.push_back(to_opening(row));
    if (openings.empty())
        return openings;
    auto const all = index(openings);
    auto const ids = array(all);
    read_seats(tx, all, ids);
    TRY_VOID(read_badges(tx, all, ids));
    read_people(tx, all, ids);
    return openings;
}

} // namespace federwerk::db
