// SPDX-License-Identifier: AGPL-3.0-or-later
#include "db/saved_searches.hpp"

#include "db/values.hpp"

namespace federwerk::db {

namespace {

std::string const columns =
    R"sql( s.id, s.member_id, s.name, s.seen_until, milliseconds(s.created_at) AS created_at,
               ARRAY(SELECT key FROM jsonb_each_text(s.query) ORDER BY key) AS names,
               ARRAY(SELECT value FROM jsonb_each_text(s.query) ORDER BY key) AS texts )sql";

result<saved_search> to_search(pqxx::row const& row)
{
    auto const names = to_texts(row["names"]), texts = to_texts(row["texts"]);
    domain::named_texts given;
    for (std::size_t i = 0; i < names.size() && i < texts.size(); ++i)
        given.emplace_back(names[i], texts[i]);
    TRY(auto query, domain::parse_station_query(given));
    return saved_search{to_id(row["id"]), to_id(row["member_id"]),  row["name"].as<std::string>(),
                        std::move(query), to_id(row["seen_until"]), to_time(row["created_at"])};
}

} // namespace

result<saved_search> insert_saved_search(transaction& tx, saved_search search, int most)
{
    std::vector<std::string> names, texts;
    for (auto& [name, text] : domain::to_named_texts(search.query)) {
        names.push_back(name);
        texts.push_back(text);
    }
    // Two at once wait for each other at the member.
    tx.exec_params("/* members.lock */ SELECT FROM member WHERE actor_id = $1 FOR UPDATE",
                   search.member_id.value);
    auto const rows = tx.exec_params("/* saved_searches.insert */ INSERT INTO saved_search AS s"
                                     R"sql( (member_id, name, query, seen_until)
             SELECT $1, $2, jsonb_object($3::text[], $4::text[]), snowflake()
              WHERE (SELECT count(*) FROM saved_search WHERE member_id = $1) < $5
          RETURNING)sql" + columns,
                                     search.member_id.value, search.name, array(names), array(texts), most);
    if (rows.empty())
        return failure{errc::conflict, "saved searches: enough",
                       "You keep " + std::to_string(most) + " searches already. Delete one first."};
    return to_search(rows[0]);
}

result<std::vector<saved_search>> saved_searches_of(transaction& tx, core::snowflake member_id,
                                                    std::optional<core::snowflake> before, int limit)
{
    auto const rows = tx.exec_params("/* saved_searches.list */ SELECT" + columns + R"sql(FROM saved_search s
         WHERE s.member_id = $1 AND ($2::bigint IS NULL OR s.id < $2)
         ORDER BY s.id DESC
         LIMIT $3)sql",
                                     member_id.value, nullable(before), limit);
    std::vector<saved_search> found;
    for (auto const& row : rows) {
        TRY(auto each, to_search(row));
        found.push_back(std::move(each));
    }
    return found;
}

result<bool> delete_saved_search(transaction& tx, core::snowflake member_id, core::snowflake id)
{
    auto const rows = tx.exec_params(
        "/* saved_searches.delete */ DELETE FROM saved_search WHERE id = $1 AND member_id = $2", id.value,
        member_id.value);
    return rows.affected_rows() > 0;
}

result<> mark_told(transaction& tx, core::snowflake id, core::snowflake until)
{
    tx.exec_params("/* saved_searches.mark_told */ UPDATE saved_search SET seen_until = $2 WHERE id = $1",
                   id.value, until.value);
    return {};
}

} // namespace federwerk::db
