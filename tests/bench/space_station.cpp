// SPDX-License-Identifier: AGPL-3.0-or-later
// The Space Station with 100,000 openings by 20,000 people on 200 hosts.
#include "bench/load.hpp"
#include "bench/scenarios.hpp"

#include <pqxx/pqxx>

#include <array>
#include <cstdio>

namespace federwerk::bench {

namespace {

constexpr std::chrono::milliseconds longest{8'000};

// Rows as they would have come in one by one; the triggers' work is done at once at the end.
char const* const openings_of_many = R"sql(
SET session_replication_role = replica;
INSERT INTO actor (id, uri, local, kind, username, host, name, inbox)
SELECT n, 'https://h' || n % 200 || '.test/u/p' || n, n % 200 = 0, 'Person', 'p' || n, 'h' || n % 200 || '.test',
       (ARRAY['Anna', 'Bo', 'Carla', 'Deniz', 'Emil', 'Fatma', 'Georg', 'Hana', 'Ivo', 'Jana'])[1 + n % 10] || ' ' ||
       (ARRAY['Müller', 'Schmidt', 'Okafor', 'Nguyen', 'Rossi', 'Novák', 'Silva', 'Haddad'])[1 + n / 10 % 8] || n,
       'https://h' || n % 200 || '.test/inbox'
  FROM generate_series(1000, 20999) AS n;
INSERT INTO member (actor_id, email) SELECT id, 'p' || id || '@mail' || id % 50 || '.test' FROM actor WHERE local AND kind = 'Person' AND id BETWEEN 1000 AND 20999;
INSERT INTO credit (highlight_uri, author_id, collaborator_id, digest, state)
SELECT 'https://h.test/' || n, 1000 + n % 20000, 1000 + n * 7919 % 20000, '', 'confirmed' FROM generate_series(1, 60000) AS n
 WHERE n % 20000 <> n * 7919 % 20000;
INSERT INTO worn_badge (actor_id, badge_id, position)
SELECT 1000 + a * 200, b.id, b.place FROM generate_series(0, 99) AS a,
       LATERAL (SELECT id, row_number() OVER () AS place FROM badge WHERE (id + a) % 13 = 0 LIMIT 12) AS b;
WITH kind AS (SELECT array_agg(kind ORDER BY kind) AS ids FROM kind_words), slugs AS (SELECT array_agg(slug ORDER BY slug) AS s FROM badge)
INSERT INTO opening (id, uri, form, actor_id, local, direction, title, html, plain, language, terms, in_exchange, at_distance,
                     place, latitude, longitude, radius_km, languages, audience, ends_at, kinds, badges, published, full_until)
SELECT snowflake_base + n * 40000::bigint, 'https://h' || n % 200 || '.test/ap/openings/' || n,
       CASE WHEN n % 3 = 0 THEN 'call' ELSE 'openness' END, 1000 + n % 20000, n % 200 = 0,
       CASE WHEN n % 3 = 0 OR n % 7 < 2 THEN 'looking' ELSE 'offering' END, CASE WHEN n % 3 = 0 THEN 'Call number ' || n ELSE '' END,
       '<p>text</p>',
       (ARRAY['Looking forward to talks about compilers and gardens', 'Gerne Gespräche über Häuser und Brücken',
              'We build small tools for nurses', 'Wir suchen Leute für unsere Werkstatt', 'Distributed systems, slowly and well'])[1 + n % 5]
         || ' topic' || n % 997 || ' ' || repeat('and more words of such notes ', 4),
       CASE WHEN n % 2 = 0 THEN 'de' ELSE 'en' END,
       CASE n % 4 WHEN 0 THEN '{paid}' WHEN 1 THEN '{unpaid,credit}' WHEN 2 THEN '{swap}' ELSE '{paid,equity}' END::text[],
       CASE WHEN n % 4 = 2 THEN kind.ids[1 + n * 31 % cardinality(kind.ids)] ELSE '' END,
       n % 3 <> 1, CASE WHEN n % 3 = 1 THEN 'Somewhere' ELSE '' END,
       CASE WHEN n % 3 = 1 THEN 40 + n * 37 % 2000 / 100.0 END, CASE WHEN n % 3 = 1 THEN -10 + n * 53 % 4000 / 100.0 END,
       CASE WHEN n % 3 = 1 THEN 10 + n % 100 END,
       CASE WHEN n % 5 = 0 THEN '{}' WHEN n % 2 = 0 THEN '{de,en}' ELSE '{en}' END::text[],
       CASE WHEN n % 200 = 0 AND n % 7 = 0 THEN 'instance' WHEN n % 200 = 0 AND n % 11 = 0 THEN 'two_credits' WHEN n % 19 = 0 THEN 'pacts' ELSE 'everyone' END,
       now() + (1 + n % 80) * interval '1 day',
       ARRAY[kind.ids[1 + n * 17 % cardinality(kind.ids)]],
       ARRAY(SELECT DISTINCT slugs.s[1 + floor(cardinality(slugs.s) * power((n * (i * 7 + 3) % 1009) / 1009.0, 2))::int] FROM generate_series(1, 1 + n % 4) AS i),
       now() - (100000 - n) * interval '20 seconds', CASE WHEN n % 50 = 0 THEN now() + interval '3 days' END
  FROM generate_series(1, 100000) AS n, kind, slugs,
       (SELECT (floor(extract(epoch FROM now()) * 1000)::bigint - 1767225600000 << 12) - 100001 * 40000::bigint AS snowflake_base) AS base;
INSERT INTO seat (opening_id, position, uri, kind) SELECT id, 0, uri || '#primary', kinds[1] FROM opening;
INSERT INTO seat_badge (opening_id, position, badge_id, ordinal)
SELECT o.id, 0, b.id, row_number() OVER (PARTITION BY o.id ORDER BY b.slug) - 1 FROM opening o JOIN badge b ON b.host = '' AND b.slug = ANY (o.badges);
INSERT INTO opening_recipient SELECT o.id, 1000 + n * 200 FROM opening o, generate_series(0, 3) n WHERE NOT o.local AND o.audience <> 'everyone';
SELECT station_enter(ARRAY(SELECT id FROM opening));
SELECT station_write(ARRAY(SELECT id FROM opening));
INSERT INTO opening_exclusion (opening_id, domain) SELECT id, 'mail7.test' FROM opening WHERE local AND id % 3 = 0;
UPDATE station_entry SET excludes = true WHERE opening_id IN (SELECT opening_id FROM opening_exclusion);
)sql";

// The member of the benchmark wears badges and has worked with people, or nothing would be ranked.
char const* const member_among_them = R"sql(
INSERT INTO worn_badge (actor_id, badge_id, position)
SELECT a.id, b.id, row_number() OVER () FROM actor a, (SELECT id FROM badge ORDER BY slug LIMIT 200 OFFSET 5) AS b
 WHERE a.local AND a.username = 'bench' AND b.id % 17 = 0 ON CONFLICT DO NOTHING;
INSERT INTO credit (highlight_uri, author_id, collaborator_id, digest, state)
SELECT 'https://localhost/' || n, a.id, 1000 + n * 900, '', 'confirmed' FROM actor a, generate_series(1, 20) AS n
 WHERE a.local AND a.username = 'bench';
INSERT INTO badge_rarity SELECT current_date, '', count(*) FROM station_entry;
INSERT INTO badge_rarity SELECT current_date, slug, count(*) FROM station_entry, unnest(badges) AS slug GROUP BY slug
ON CONFLICT DO NOTHING;
)sql";

void fill(instance& where)
{
    pqxx::connection connection(where.dsn());
    {
        pqxx::work tx(connection);
        tx.exec(openings_of_many);
        tx.exec("SET session_replication_role = DEFAULT");
        tx.exec(member_among_them);
        tx.commit();
    }
    pqxx::nontransaction tx(connection);
    tx.exec("VACUUM ANALYZE");
}

struct search {
    char const *name, *query;
};
constexpr std::array<search, 9> searches{
    {{"kind", "kind=mentoring"},
     {"kind, language and terms", "kind=code-review&language=de&terms=paid,swap"},
     {"any of three badges", "badges=rust,go,python&match=any"},
     {"words", "q=compilers+gardens"},
     {"a name, nearly", "q=Okafr"},
     {"place", "near=47.4,8.5&within=100"},
     {"instance", "instance=h12.test"},
     {"calls, paid, remote", "tab=calls&terms=paid&remote=true"},
     {"nothing asked for", "tab=people"}}};

std::string request_of(instance const& where, author const& who, std::string const& path)
{
    return "GET /api/federwerk/v1" + path + " HTTP/1.1\r\nHost: " + where.authority() +
           "\r\nAuthorization: Bearer " + who.token + "\r\n\r\n";
}

std::string note_of(outcome const& got)
{
    std::string out(100, '\0');
    out.resize(
        static_cast<std::size_t>(std::snprintf(out.data(), out.size(), "p50 %.1f ms, %.0f/s, all 200: %s",
                                               got.p50_ms, got.per_second(), got.all(200) ? "yes" : "no")));
    return out;
}

} // namespace

void measure_station(instance& where, author const& who, report& out)
{
    fill(where);
    auto const trivial = request_of(where, who, "/notifications?limit=20");
    auto const beside = run({where.port(), 2, longest, [&] { return &trivial; }});
    out.add(
        {"station: a trivial indexed query, p99", "ms", beside.p99_ms, "", std::nullopt, note_of(beside)});
    std::vector<std::string> all;
    for (auto const& each : searches) {
        auto const request = request_of(where, who, std::string("/space_station?") + each.query);
        all.push_back(request);
        auto const got = run({where.port(), 1, longest / 2, [&] { return &request; }});
        out.add({std::string("  by ") + each.name + ", p99", "ms", got.p99_ms, "50 ms", 50, note_of(got)});
    }
    std::size_t at = 0;
    auto const got = run({where.port(), 2, longest, [&] { return &all[at++ % all.size()]; }});
    out.add({"station: 100,000 openings, all these, p99", "ms", got.p99_ms, "50 ms", 50, note_of(got)});
}

} // namespace federwerk::bench
