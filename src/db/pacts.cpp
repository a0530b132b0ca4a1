// SPDX-License-Identifier: AGPL-3.0-or-later
#include "db/pacts.hpp"

#include "db/values.hpp"

namespace federwerk::db {

namespace {

std::string const pact_columns = R"sql(
        p.id, p.host, p.station_id, p.kinds, p.badges, p.languages, p.per_day, p.shown,
        milliseconds(p.created_at) AS created_at, milliseconds(p.ended_at) AS ended_at,
        milliseconds(p.repaired_at) AS repaired_at
)sql";

domain::pact to_pact(pqxx::row const& row)
{
    domain::pact p;
    p.id = to_id(row["id"]);
    p.host = row["host"].as<std::string>();
    p.station_id = to_id(row["station_id"]);
    p.filters = {to_texts(row["kinds"]), to_texts(row["badges"]), to_texts(row["languages"]),
                 row["per_day"].as<int>(), row["shown"].as<bool>()};
    p.created_at = to_time(row["created_at"]);
    p.ended_at = to_optional_time(row["ended_at"]);
    p.repaired_at = to_optional_time(row["repaired_at"]);
    return p;
}

std::vector<domain::pact> to_pacts(pqxx::result const& rows)
{
    std::vector<domain::pact> out;
    for (auto const& row : rows)
        out.push_back(to_pact(row));
    return out;
}

std::optional<domain::pact> first(pqxx::result const& rows)
{
    return rows.empty() ? std::nullopt : std::optional(to_pact(rows[0]));
}

std::string select(char const* name, char const* which)
{
    return std::string("/* pacts.") + name + " */ SELECT" + pact_columns + "FROM pact p " + which;
}

} // namespace

result<> upsert_pact(transaction& tx, domain::pact const& p)
{
    auto const& f = p.filters;
    tx.exec_params(R"sql(/* pacts.upsert */
        INSERT INTO pact AS known (host, station_id, kinds, badges, languages, per_day, shown)
             VALUES ($1, $2, $3::text[], $4::text[], $5::text[], $6, $7)
        ON CONFLICT (host) DO UPDATE
                SET station_id = excluded.station_id, kinds = excluded.kinds, badges = excluded.badges,
                    languages = excluded.languages, per_day = excluded.per_day, shown = excluded.shown, ended_at = NULL,
                    pull_at = now(), pull_next = NULL, pull_pages = 0, pull_attempts = 0
    )sql",
                   p.host, p.station_id.value, array(f.kinds), array(f.badges), array(f.languages), f.per_day,
                   f.shown);
    return {};
}

result<bool> replace_filters(transaction& tx, std::string const& host, domain::pact_filters const& f)
{
    // What they let in now and did not before is among what can be read again.
    auto const done =
        tx.exec_params(R"sql(/* pacts.replace_filters */
        UPDATE pact SET kinds = $2::text[], badges = $3::text[], languages = $4::text[], per_day = $5, shown = $6,
                        pull_at = now(), pull_next = NULL, pull_pages = 0, pull_attempts = 0
         WHERE host = $1
    )sql",
                       host, array(f.kinds), array(f.badges), array(f.languages), f.per_day, f.shown);
    return done.affected_rows() > 0;
}

result<bool> end_pact(transaction& tx, core::snowflake station_id, core::time_point now)
{
    auto const done = tx.exec_params(R"sql(/* pacts.end */
        UPDATE pact SET ended_at = coalesce(ended_at, $2::timestamptz) WHERE station_id = $1
    )sql",
                                     station_id.value, timestamp(now));
    return done.affected_rows() > 0;
}

result<bool> delete_pact(transaction& tx, std::string const& host)
{
    return tx.exec_params("/* pacts.delete */ DELETE FROM pact WHERE host = $1", host).affected_rows() > 0;
}

result<std::optional<domain::pact>> find_pact(transaction& tx, std::string const& host)
{
    return first(tx.exec_params(select("find", "WHERE p.host = $1"), host));
}

result<std::optional<domain::pact>> lock_pact(transaction& tx, std::string const& host)
{
    return first(tx.exec_params(select("lock", "WHERE p.host = $1 FOR UPDATE OF p"), host));
}

result<std::optional<domain::pact>> find_pact_of_station(transaction& tx, core::snowflake station_id)
{
    return first(tx.exec_params(select("of_station", "WHERE p.station_id = $1"), station_id.value));
}

result<std::vector<domain::pact>> pacts(transaction& tx)
{
    return to_pacts(tx.exec(select("all", "ORDER BY p.host")));
}

result<std::vector<domain::pact>> pacts_that_hold(transaction& tx)
{
    return to_pacts(tx.exec(select("that_hold", "WHERE pact_holds(p.host) ORDER BY p.host")));
}

result<bool> pact_holds(transaction& tx, std::string const& host)
{
    return tx.exec_params1("/* pacts.holds */ SELECT pact_holds($1) AS holds", host)["holds"].as<bool>();
}

} // namespace federwerk::db
