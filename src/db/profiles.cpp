// SPDX-License-Identifier: AGPL-3.0-or-later
#include "db/profiles.hpp"

#include "db/actor_rows.hpp"
#include "db/values.hpp"

namespace federwerk::db {

result<std::optional<profile>> find_profile(transaction& tx, core::snowflake actor_id)
{
    auto const rows = tx.exec_params(std::string("/* profiles.find */ SELECT") + actor_columns + R"sql(,
               member.bio, member.locale, member.shows_follows, member.digest
          FROM actor JOIN member ON member.actor_id = actor.id
         WHERE actor.id = $1
           FOR UPDATE
    )sql",
                                     actor_id.value);
    if (rows.empty())
        return std::nullopt;
    return profile{read_actor_row(rows[0]), rows[0]["bio"].as<std::string>(),
                   rows[0]["locale"].as<std::string>(), rows[0]["shows_follows"].as<bool>(),
                   rows[0]["digest"].as<std::string>()};
}

result<> update_actor_profile(transaction& tx, domain::actor const& a)
{
    std::vector<std::string> names, values;
    for (auto const& each : a.fields) {
        names.push_back(each.name);
        values.push_back(each.value);
    }
    tx.exec_params(R"sql(/* profiles.update_actor */
        UPDATE actor
           SET name = $2, summary = $3, icon_url = $4, approves_followers = $5, discoverable = $6, indexable = $7,
               fields = (SELECT coalesce(jsonb_agg(jsonb_build_object('name', f.name, 'value', f.value) ORDER BY f.place), '[]')
                           FROM unnest($8::text[], $9::text[]) WITH ORDINALITY AS f (name, value, place)),
               updated_at = $10::timestamptz
         WHERE id = $1 AND local
    )sql",
                   a.id.value, a.name, a.summary, a.icon_url, a.approves_followers, a.discoverable,
                   a.indexable, array(names), array(values), timestamp(a.updated_at));
    return {};
}

result<> update_profile(transaction& tx, profile const& p)
{
    TRY_VOID(update_actor_profile(tx, p.actor));
    tx.exec_params(R"sql(/* profiles.update_member */
        UPDATE member SET bio = $2, locale = $3, shows_follows = $4, digest = $5 WHERE actor_id = $1
    )sql",
                   p.actor.id.value, p.bio, p.locale, p.shows_follows, p.digest);
    return {};
}

result<std::vector<domain::actor>> find_actors(transaction& tx, std::vector<core::snowflake> const& ids)
{
    std::vector<domain::actor> found;
    for (auto const& row : tx.exec_params(std::string("/* actors.find_all */ SELECT") + actor_columns +
                                              " FROM actor WHERE actor.id = ANY ($1::bigint[])",
                                          array(ids)))
        found.push_back(read_actor_row(row));
    return found;
}

result<std::map<core::snowflake, domain::actor>> actors_by_id(transaction& tx,
                                                              std::vector<core::snowflake> const& ids)
{
    TRY(auto found, find_actors(tx, ids));
    std::map<core::snowflake, domain::actor> out;
    for (auto& each : found)
        out.emplace(each.id, std::move(each));
    return out;
}

} // namespace federwerk::db
