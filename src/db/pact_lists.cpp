// SPDX-License-Identifier: AGPL-3.0-or-later
// What an administrator sees of pacts, and the queue of their readings.
#include "db/actor_rows.hpp"
#include "db/pacts.hpp"
#include "db/values.hpp"

namespace federwerk::db {

namespace {

domain::pact_state state_of(pqxx::row const& row)
{
    bool const stands = !row["id"].is_null() && row["ended_at"].is_null();
    if (row["holds"].as<bool>())
        return domain::pact_state::holds;
    if (stands)
        return domain::pact_state::proposed;
    return row["they_ask"].as<bool>() ? domain::pact_state::asked : domain::pact_state::ended;
}

pact_entry to_entry(pqxx::row const& row)
{
    pact_entry e;
    e.state = state_of(row);
    e.pact.host = row["host"].as<std::string>();
    e.pact.station_id = to_id(row["station_id"]);
    e.pact.created_at = to_time(row["since"]);
    if (row["id"].is_null())
        return e;
    e.pact.id = to_id(row["id"]);
    e.pact.filters = {to_texts(row["kinds"]), to_texts(row["badges"]), to_texts(row["languages"]),
                      row["per_day"].as<int>(), row["shown"].as<bool>()};
    e.pact.ended_at = to_optional_time(row["ended_at"]);
    e.pact.repaired_at = to_optional_time(row["repaired_at"]);
    return e;
}

pqxx::result entries(transaction& tx, std::optional<std::string> const& host)
{
    return tx.exec_params(R"sql(/* pacts.list */
        SELECT p.id, coalesce(p.host, s.host) AS host, s.id AS station_id, p.kinds, p.badges, p.languages, p.per_day,
               p.shown, milliseconds(coalesce(p.created_at, asking.created_at)) AS since,
               milliseconds(p.ended_at) AS ended_at, milliseconds(p.repaired_at) AS repaired_at,
               coalesce(asking.state = 'requested', false) AS they_ask,
               p.id IS NOT NULL AND pact_holds(p.host) AS holds
          FROM actor s
          LEFT JOIN pact p ON p.station_id = s.id
          LEFT JOIN (SELECT f.follower_id, f.state, f.created_at
                       FROM follow f JOIN actor here ON here.id = f.followed_id AND here.local
                                                    AND here.username = 'station') asking ON asking.follower_id = s.id
         WHERE (p.id IS NOT NULL OR asking.follower_id IS NOT NULL)
           AND ($1::text IS NULL OR coalesce(p.host, s.host) = $1)
         ORDER BY 2
    )sql",
                          host);
}

} // namespace

result<std::vector<pact_entry>> list_pacts(transaction& tx)
{
    std::vector<pact_entry> out;
    for (auto const& row : entries(tx, std::nullopt))
        out.push_back(to_entry(row));
    return out;
}

result<std::optional<pact_entry>> find_pact_entry(transaction& tx, std::string const& host)
{
    auto const rows = entries(tx, host);
    return rows.empty() ? std::nullopt : std::optional(to_entry(rows[0]));
}

result<std::vector<domain::actor>> stations_on_show(transaction& tx, int limit)
{
    std::vector<domain::actor> out;
    for (auto const& row : tx.exec_params("/* pacts.on_show */ SELECT " + std::string(actor_columns) + R"sql(
          FROM actor
          JOIN pact p ON p.station_id = actor.id
         WHERE p.shown AND p.ended_at IS NULL AND actor.state = 'active'
           AND domain_severity(actor.host) = 'allow' AND pact_holds(p.host)
         ORDER BY p.host
         LIMIT $1
    )sql",
                                          limit))
        out.push_back(read_actor_row(row));
    return out;
}

result<std::vector<pact_pull>> claim_pact_pulls(transaction& tx, int limit, std::chrono::seconds lease)
{
    auto const rows = tx.exec_params(R"sql(/* pacts.claim_pulls */
        UPDATE pact p
           SET leased_until = now() + make_interval(secs => $2), pull_attempts = p.pull_attempts + 1
          FROM actor s
         WHERE s.id = p.station_id
           AND p.id IN (SELECT due.id
                          FROM pact due
                         WHERE due.pull_at <= now() AND (due.leased_until IS NULL OR due.leased_until < now())
                           AND due.ended_at IS NULL AND pact_holds(due.host)
                         ORDER BY due.pull_at
                         LIMIT $1
                           FOR UPDATE SKIP LOCKED)
     RETURNING p.id, p.host, p.station_id, p.kinds, p.badges, p.languages, p.per_day, s.uri, p.pull_next,
               p.pull_pages, p.pull_attempts
    )sql",
                                     limit, static_cast<int>(lease.count()));
    std::vector<pact_pull> out;
    for (auto const& row : rows) {
        pact_pull pull{{},
                       row["uri"].as<std::string>(),
                       to_optional_text(row["pull_next"]),
                       row["pull_pages"].as<int>(),
                       row["pull_attempts"].as<int>()};
        pull.pact.id = to_id(row["id"]);
        pull.pact.host = row["host"].as<std::string>();
        pull.pact.station_id = to_id(row["station_id"]);
        pull.pact.filters = {to_texts(row["kinds"]), to_texts(row["badges"]), to_texts(row["languages"]),
                             row["per_day"].as<int>()};
        out.push_back(std::move(pull));
    }
    return out;
}

result<> keep_pull(transaction& tx, core::snowflake pact_id, pull_progress const& p)
{
    tx.exec_params(R"sql(/* pacts.keep_pull */
        UPDATE pact SET pull_next = $2, pull_pages = $3, pull_attempts = $4, leased_until = NULL,
                        pull_at = now() + make_interval(secs => $5),
                        repaired_at = CASE WHEN $6 THEN now() ELSE repaired_at END
         WHERE id = $1
    )sql",
                   pact_id.value, p.next, p.pages, p.attempts, static_cast<int>(p.until_next.count()),
                   p.complete);
    return {};
}

} // namespace federwerk::db
