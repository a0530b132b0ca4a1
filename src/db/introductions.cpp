// SPDX-License-Identifier: AGPL-3.0-or-later
#include "db/introductions.hpp"

#include "db/values.hpp"

namespace federwerk::db {

namespace {

std::string const select_introduction = R"sql(
        SELECT id, uri, offer, offer_uri, opening_uri, asker_id, introducer_id, owner_id, message, sentence, state,
               milliseconds(expires_at) AS expires_at, milliseconds(created_at) AS created_at
          FROM introduction )sql";

domain::introduction read(pqxx::row const& row)
{
    domain::introduction i;
    i.id = to_id(row["id"]);
    i.uri = row["uri"].as<std::string>();
    i.offer = row["offer"].as<std::string>();
    i.offer_uri = row["offer_uri"].as<std::string>();
    i.opening_uri = row["opening_uri"].as<std::string>();
    i.asker_id = to_id(row["asker_id"]);
    i.introducer_id = to_id(row["introducer_id"]);
    i.owner_id = to_id(row["owner_id"]);
    i.message = row["message"].as<std::string>();
    i.sentence = row["sentence"].as<std::string>();
    i.state = domain::parse_introduction_state(row["state"].as<std::string>())
                  .value_or(domain::introduction_state::lapsed);
    i.expires_at = to_time(row["expires_at"]);
    i.created_at = to_time(row["created_at"]);
    return i;
}

std::optional<domain::introduction> first(pqxx::result const& rows)
{
    return rows.empty() ? std::nullopt : std::optional(read(rows[0]));
}

std::vector<domain::introduction> all(pqxx::result const& rows)
{
    std::vector<domain::introduction> out;
    for (auto const& row : rows)
        out.push_back(read(row));
    return out;
}

void lock_asker(transaction& tx, core::snowflake asker_id)
{
    tx.exec_params("/* introductions.lock_asker */ SELECT id FROM actor WHERE id = $1 FOR NO KEY UPDATE",
                   asker_id.value);
}

constexpr char const* next_page = " AND ($2::bigint IS NULL OR id < $2) ORDER BY id DESC LIMIT $3";

} // namespace

result<bool> insert_introduction(transaction& tx, domain::introduction const& i)
{
    auto const made = tx.exec_params(R"sql(/* introductions.insert */
        INSERT INTO introduction (id, uri, offer, offer_uri, opening_uri, asker_id, introducer_id, owner_id, message,
                                  state, expires_at, created_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11::timestamptz, $12::timestamptz)
        ON CONFLICT DO NOTHING
          RETURNING id
    )sql",
                                     i.id.value, i.uri, i.offer, i.offer_uri, i.opening_uri, i.asker_id.value,
                                     i.introducer_id.value, i.owner_id.value, i.message,
                                     std::string(domain::to_string(i.state)), timestamp(i.expires_at),
                                     timestamp(i.created_at));
    return !made.empty();
}

result<> update_introduction(transaction& tx, domain::introduction const& i)
{
    tx.exec_params(
        "/* introductions.update */ UPDATE introduction SET state = $2, sentence = $3 WHERE id = $1",
        i.id.value, std::string(domain::to_string(i.state)), i.sentence);
    return {};
}

result<std::optional<domain::introduction>> lock_introduction(transaction& tx, core::snowflake id)
{
    return first(tx.exec_params(
        "/* introductions.lock */ " + select_introduction + "WHERE id = $1 FOR UPDATE", id.value));
}

result<std::optional<domain::introduction>> lock_introduction_by_uri(transaction& tx, std::string const& uri)
{
    return first(tx.exec_params("/* introductions.lock_by_uri */ " + select_introduction +
                                    "WHERE uri = $1 OR offer_uri = $1 FOR UPDATE",
                                uri));
}

result<std::vector<domain::introduction>> introductions_sent(transaction& tx, core::snowflake asker_id,
                                                             std::optional<core::snowflake> before, int limit)
{
    return all(
        tx.exec_params("/* introductions.sent */ " + select_introduction + "WHERE asker_id = $1" + next_page,
                       asker_id.value, nullable(before), limit));
}

result<std::vector<domain::introduction>> introductions_received(transaction& tx,
                                                                 core::snowflake introducer_id,
                                                                 std::optional<core::snowflake> before,
                                                                 int limit)
{
    return all(tx.exec_params("/* introductions.received */ " + select_introduction +
                                  "WHERE introducer_id = $1" + next_page,
                              introducer_id.value, nullable(before), limit));
}

result<int> count_open_introductions(transaction& tx, core::snowflake asker_id, core::time_point now,
                                     std::string const& opening_uri)
{
    lock_asker(tx, asker_id);
    auto const row = tx.exec_params1(R"sql(/* introductions.count_open */
        SELECT count(*) AS open
          FROM introduction
         WHERE asker_id = $1 AND state IN ('asked', 'lapsed') AND expires_at > $2::timestamptz
           AND opening_uri = $3
    )sql",
                                     asker_id.value, timestamp(now), opening_uri);
    return row["open"].as<int>();
}

result<int> count_introductions(transaction& tx, core::snowflake asker_id, core::time_point now)
{
    lock_asker(tx, asker_id);
    auto const row = tx.exec_params1(R"sql(/* introductions.count */
        SELECT count(*) AS asked
          FROM introduction
         WHERE asker_id = $1
           AND ((state IN ('asked', 'lapsed') AND expires_at > $2::timestamptz)
                OR created_at > $2::timestamptz - interval '1 day')
    )sql",
                                     asker_id.value, timestamp(now));
    return row["asked"].as<int>();
}

} // namespace federwerk::db
