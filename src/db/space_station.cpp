// SPDX-License-Identifier: AGPL-3.0-or-later
#include "db/space_station.hpp"

#include "db/station_pieces.hpp"
#include "db/values.hpp"

namespace federwerk::db {

namespace {

// Only the conditions that are asked for, so that PostgreSQL plans for exactly those.
class conditions {
public:
    std::string bind(std::string value) // What stands for it in the text
    {
        values_.push_back(std::move(value));
        return "$" + std::to_string(values_.size());
    }
    void add(std::string const& text) { sql_.append(sql_.empty() ? " WHERE " : "\n   AND ").append(text); }

    std::string const& sql() const { return sql_; }
    std::vector<std::string> const& values() const { return values_; }

private:
    std::string sql_;
    std::vector<std::string> values_;
};

std::string words(std::vector<domain::term> const& terms)
{
    std::vector<std::string> out;
    for (auto const each : terms)
        out.emplace_back(domain::to_string(each));
    return array(out);
}

// opening_visible_to for a member here, and nothing of those whom they blocked. An owner whom we do not bring
// up (silenced, suspended) has no entry at all.
void add_audience(conditions& c, station_viewer const& who)
{
    auto near = who.near;
    near.insert(near.end(), who.further.begin(), who.further.end());
    auto const mine = c.bind(array(who.mine)) + "::bigint[]";
    c.add("(s.actor_id = ANY (" + mine + ") OR s.actor_id <> ALL (" + c.bind(array(who.blocked)) +
          "::bigint[]))");
    c.add("(s.actor_id = ANY (" + mine + R"sql() OR CASE
        WHEN NOT s.local THEN s.audience = 'everyone'
             OR EXISTS (SELECT FROM opening_recipient t
                         WHERE t.opening_id = s.opening_id AND t.actor_id = ANY ()sql" +
          c.bind(array(who.listeners)) + R"sql(::bigint[]))
        WHEN s.excludes AND EXISTS (SELECT FROM opening_exclusion e
                                     WHERE e.opening_id = s.opening_id
                                       AND (e.actor_id = ANY ()sql" +
          c.bind(array(who.excluded_as)) + "::bigint[]) OR e.domain = ANY (" + c.bind(array(who.domains)) +
          R"sql(::text[]))) THEN false
        WHEN s.audience = 'verified_organisations' THEN )sql" +
          (who.verified ? "true" : "false") + R"sql(
        WHEN s.audience = 'two_credits' THEN s.actor_id = ANY ()sql" +
          c.bind(array(near)) + R"sql(::bigint[])
        ELSE true END))sql");
}

// Both give what the other wants: the same direction with the kinds crossed, or the other direction with the
// same ones.
void add_complement(conditions& c, domain::opening const& own)
{
    std::vector<std::string> kinds;
    for (auto const& seat : own.seats)
        kinds.push_back(seat.kind);
    auto const given = c.bind(array(kinds)) + "::text[]", wanted = c.bind(own.in_exchange),
               towards = c.bind(std::string(domain::to_string(own.direction)));
    c.add("s.actor_id <> " + c.bind(own.actor_id.text()) + "::bigint");
    c.add("s.in_exchange <> '' AND (s.direction = " + towards + " AND s.kinds && ARRAY[" + wanted +
          "]::text[] AND s.in_exchange = ANY (" + given + ") OR s.direction <> " + towards +
          " AND s.kinds && " + given + " AND s.in_exchange = " + wanted + ")");
}

void add_place(conditions& c, domain::station_query const& q)
{
    std::string either;
    if (q.near) {
        auto const latitude = c.bind(std::to_string(q.near->latitude)) + "::float8",
                   longitude = c.bind(std::to_string(q.near->longitude)) + "::float8",
                   km = c.bind(std::to_string(q.near->km)) + "::integer";
        either = "(s.area && circle_box(" + latitude + ", " + longitude + ", " + km +
                 ") AND distance_km(s.latitude, s.longitude, " + latitude + ", " + longitude + ") <= " + km +
                 " + coalesce(s.radius_km, 0))";
    }
    if (q.at_distance)
        either = either.empty() ? "s.at_distance" : "(s.at_distance OR " + either + ")";
    if (!either.empty())
        c.add(either);
}

// A condition on ids of openings.
std::string in_window(conditions& c, station_window const& window)
{
    auto const between =
        "BETWEEN " + c.bind(window.bottom.text()) + "::bigint AND " + c.bind(window.top.text()) + "::bigint";
    return window.of_news ? "IN (SELECT n.id FROM opening n WHERE coalesce(n.news, n.id) " + between + ")"
                          : between;
}

// Words in what is written, in both languages; or it is by one of these. Whoever reads a piece of the window
// looks up words in that piece alone. An array, since the planner takes it for short: the rows are then read
// by their ids, newest first, instead of being joined and sorted.
void add_text(conditions& c, std::string const& text, ids const& named, std::string const& within)
{
    auto const asked = c.bind(text);
    auto found = "s.opening_id = ANY (ARRAY(SELECT t.opening_id FROM station_text t WHERE t.document @@ "
                 "(websearch_to_tsquery('german', " +
                 asked + ") || websearch_to_tsquery('english', " + asked + ")) AND t.opening_id " + within;
    if (!named.empty())
        found += " UNION ALL SELECT named.opening_id FROM station_entry named WHERE named.actor_id = ANY (" +
                 c.bind(array(named)) + "::bigint[]) AND named.opening_id " + within;
    c.add(found + "))");
}

// The people and organisations with openings whose names are nearly that, the most alike first.
ids find_named(transaction& tx, std::string const& text)
{
    ids found;
    for (auto const& row : tx.exec_params(R"sql(/* space_station.named */
            WITH asked AS MATERIALIZED (SELECT folded($1) AS name) -- Once, and not for each of them
            SELECT a.id FROM actor a
             WHERE a.kind IN ('Person', 'Organization') AND (SELECT name FROM asked) <% a.called
               AND EXISTS (SELECT FROM station_entry s WHERE s.actor_id = a.id)
             ORDER BY (SELECT name FROM asked) <<-> a.called, a.id
             LIMIT 2000
        )sql",
                                          text))
        found.push_back(to_id(row[0]));
    return found;
}

void add_words(conditions& c, station_search const& search)
{
    auto const& q = search.query;
    auto const any = [&](char const* column, std::string list) {
        c.add(std::string(column) + " && " + c.bind(std::move(list)) + "::text[]");
    };
    if (!q.kinds.empty())
        any("s.kinds", array(q.kinds));
    if (!q.badges.empty() && q.all_badges)
        c.add("s.badges @> " + c.bind(array(q.badges)) + "::text[]");
    if (!q.badges.empty() && !q.all_badges)
        any("s.badges", array(q.badges));
    if (!q.terms.empty())
        any("s.terms", words(q.terms));
    if (!q.languages.empty())
        any("s.tongues", array(q.languages));
    if (q.towards)
        c.add("s.direction = " + c.bind(std::string(domain::to_string(*q.towards))));
    if (!q.instance.empty())
        c.add("s.host = " + c.bind(q.instance));
    if (search.organisation)
        c.add("s.actor_id = " + c.bind(search.organisation->text()) + "::bigint");
    if (search.complement_of)
        add_complement(c, *search.complement_of);
}

// An index on the form alone would be read as a whole beside the one that finds something: it is for searches
// that ask for nothing else.
void add_form(conditions& c, domain::station_query const& q)
{
    bool const selective =
        !q.kinds.empty() || !q.badges.empty() || !q.text.empty() || !q.instance.empty() || q.near;
    auto const is = "s.form = '" + std::string(domain::to_string(q.form)) + "'";
    c.add(selective ? "(" + is + ") IS TRUE" : is);
}

struct question {
    core::time_point now;
    ids named; // Whose names are nearly the text
};

domain::station_candidate to_candidate(pqxx::row const& row)
{
    return {.id = to_id(row[0]),
            .published = to_time(row[1]),
            .direction = row[2].as<std::string>(),
            .host = row[3].as<std::string>(),
            .kinds = to_texts(row[4]),
            .badges = to_texts(row[5]),
            .terms = to_texts(row[6]),
            .languages = to_texts(row[7]),
            .credits = row[8].as<int>()};
}

candidates find_in(transaction& tx, station_search const& search, station_viewer const& who,
                   station_window const& window, question const& asked)
{
    auto const& q = search.query;
    conditions c;
    add_form(c, q);
    auto const at = c.bind(timestamp(asked.now)) + "::timestamptz";
    c.add("s.ends_at > " + at + " AND (s.full_until IS NULL OR s.full_until <= " + at + ")");
    auto const within = in_window(c, window);
    c.add("s.opening_id " + within);
    add_audience(c, who);
    add_words(c, search);
    if (!q.text.empty())
        add_text(c, q.text, asked.named, within);
    add_place(c, q);
    if (q.since)
        c.add("s.published >= " + c.bind(timestamp(*q.since)) + "::timestamptz");
    if (q.ends_before)
        c.add("s.ends_at < " + c.bind(timestamp(*q.ends_before)) + "::timestamptz");
    auto const credits = "CASE WHEN s.actor_id = ANY (" + c.bind(array(who.near)) +
                         "::bigint[]) THEN 1 WHEN s.actor_id = ANY (" + c.bind(array(who.further)) +
                         "::bigint[]) THEN 2 ELSE 0 END";
    auto const sql =
        "/* space_station.find */ SELECT s.opening_id, milliseconds(s.published), s.direction, s.host,"
        " s.kinds, s.badges, s.terms, s.tongues, " +
        credits + " FROM station_entry s" + c.sql() + "\n ORDER BY s.opening_id DESC LIMIT " +
        std::to_string(window.at_most);
    // Never prepared: another text for each choice of filters, and a plan for exactly these values.
    auto const rows = tx.pqxx::work::exec_params(sql, pqxx::prepare::make_dynamic_params(c.values()));
    candidates found;
    found.reserve(rows.size());
    for (auto const& row : rows)
        found.push_back(to_candidate(row));
    return found;
}

} // namespace

result<candidates> find_candidates(transaction& tx, station_search const& search, station_viewer const& who,
                                   station_window const& window, core::time_point now)
{
    // Rows lie in memory, and compiling a plan takes longer than running it.
    tx.exec("SELECT set_config('jit', 'off', true), set_config('random_page_cost', '1.1', true)");
    if (search.query.text.empty())
        return find_in(tx, search, who, window, {now, {}});
    question const asked{now, find_named(tx, search.query.text)};
    if (window.of_news)
        return find_in(tx, search, who, window, asked);
    return read_in_pieces(tx, window, [&](station_window const& piece) -> result<candidates> {
        return find_in(tx, search, who, piece, asked);
    });
}

} // namespace federwerk::db
