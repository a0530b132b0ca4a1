// SPDX-License-Identifier: AGPL-3.0-or-later
#include "db/actors.hpp"

#include "db/actor_rows.hpp"
#include "db/values.hpp"

namespace federwerk::db {
namespace {

std::string const select_actor = std::string("SELECT ") + actor_columns + " FROM actor ";

std::optional<domain::actor> first(pqxx::result const& rows)
{
    if (rows.empty())
        return std::nullopt;
    return read_actor_row(rows[0]);
}

struct field_columns {
    std::string names, values;
};
field_columns split_fields(std::vector<domain::profile_field> const& fields)
{
    std::vector<std::string> names, values;
    for (auto const& f : fields) {
        names.push_back(f.name);
        values.push_back(f.value);
    }
    return {array(names), array(values)};
}

// What both statements that write a whole actor have in common: 26 parameters in the order of the columns.
constexpr char const* insert_columns = R"sql(
        INSERT INTO actor (id, uri, local, kind, username, host, name, summary, url, icon_url, inbox,
                           shared_inbox, outbox, followers, following, featured, also_known_as, moved_to,
                           approves_followers, discoverable, indexable, fields, published, fetched_at,
                           home_suspended)
             SELECT coalesce(nullif($1::bigint, 0), snowflake()), $2, $3, $4, $5, $6, $7, $8, $9, $10, $11,
                    $12, $13, $14, $15, $16, $17::text[], $18, $19, $20, $21,
                    (SELECT coalesce(jsonb_agg(jsonb_build_object('name', f.name, 'value', f.value) ORDER BY f.n), '[]')
                       FROM unnest($22::text[], $23::text[]) WITH ORDINALITY AS f (name, value, n)),
                    $24::timestamptz, $25::timestamptz, $26)sql";

pqxx::result write(transaction& tx, domain::actor const& a, std::string const& rest)
{
    auto const fields = split_fields(a.fields);
    auto const published = a.published == core::time_point{} ? core::now() : a.published;
    return tx.exec_params(insert_columns + rest, a.id.value, a.uri, a.local, to_text(a.kind), a.username,
                          a.host, a.name, a.summary, a.url, a.icon_url, a.inbox, a.shared_inbox, a.outbox,
                          a.followers, a.following, a.featured, array(a.also_known_as), a.moved_to,
                          a.approves_followers, a.discoverable, a.indexable, fields.names, fields.values,
                          timestamp(published), timestamp(a.fetched_at), a.home_suspended);
}

} // namespace

result<core::snowflake> next_id(transaction& tx)
{
    auto const rows = tx.exec("/* actors.next_id */ SELECT snowflake() AS id");
    return to_id(rows[0]["id"]);
}

result<std::optional<domain::actor>> find_actor(transaction& tx, core::snowflake id)
{
    return first(tx.exec_params("/* actors.find */ " + select_actor + "WHERE id = $1", id.value));
}

result<std::optional<domain::actor>> find_actor_by_uri(transaction& tx, std::string const& uri)
{
    return first(tx.exec_params("/* actors.find_by_uri */ " + select_actor + "WHERE uri = $1", uri));
}

result<std::optional<domain::actor>> find_actor_by_handle(transaction& tx, std::string const& username,
                                                          std::string const& host)
{
    // A renamed actor may leave an older row with the handle behind: the one that was asked last is right.
    return first(tx.exec_params("/* actors.find_by_handle */ " + select_actor + R"sql(
         WHERE host = $2 AND lower(username) = lower($1)
      ORDER BY local DESC, (state = 'gone'), fetched_at DESC NULLS LAST
         LIMIT 1)sql",
                                username, host));
}

result<std::optional<domain::actor>> find_local_actor(transaction& tx, std::string const& username)
{
    return first(tx.exec_params(
        "/* actors.find_local */ " + select_actor + "WHERE local AND lower(username) = lower($1)", username));
}

result<std::vector<domain::actor>> find_actors_by_uri(transaction& tx, std::vector<std::string> const& uris)
{
    std::vector<domain::actor> out;
    if (uris.empty())
        return out;
    auto const rows = tx.exec_params(
        "/* actors.find_many */ " + select_actor + "WHERE uri = ANY ($1::text[])", array(uris));
    for (auto const& row : rows)
        out.push_back(read_actor_row(row));
    return out;
}

result<> insert_actor(transaction& tx, domain::actor const& actor)
{
    if (write(tx, actor, " ON CONFLICT DO NOTHING RETURNING id /* actors.insert */").empty())
        return failure{errc::conflict, "actor exists: " + actor.handle(), "This handle is taken."};
    return {};
}

result<core::snowflake> upsert_remote_actor(transaction& tx, domain::actor const& actor,
                                            std::vector<domain::public_key> const& keys)
{
    auto const rows = write(tx, actor, R"sql(
        ON CONFLICT (uri) DO UPDATE
           SET kind = EXCLUDED.kind, username = EXCLUDED.username, host = EXCLUDED.host, name = EXCLUDED.name,
               summary = EXCLUDED.summary, url = EXCLUDED.url, icon_url = EXCLUDED.icon_url, inbox = EXCLUDED.inbox,
               shared_inbox = EXCLUDED.shared_inbox, outbox = EXCLUDED.outbox, followers = EXCLUDED.followers,
               following = EXCLUDED.following, featured = EXCLUDED.featured, also_known_as = EXCLUDED.also_known_as,
               moved_to = EXCLUDED.moved_to, approves_followers = EXCLUDED.approves_followers,
               discoverable = EXCLUDED.discoverable, indexable = EXCLUDED.indexable, fields = EXCLUDED.fields,
               fetched_at = EXCLUDED.fetched_at, home_suspended = EXCLUDED.home_suspended, updated_at = now()
         WHERE NOT actor.local
     RETURNING id /* actors.upsert_remote */)sql");
    if (rows.empty())
        return failure{errc::forbidden, "a remote document for a local actor: " + actor.uri, {}};
    auto const id = to_id(rows[0]["id"]);

    std::vector<std::string> uris;
    for (auto const& key : keys)
        uris.push_back(key.uri);
    tx.exec_params(
        "/* actors.drop_old_keys */ DELETE FROM public_key WHERE actor_id = $1 AND uri <> ALL ($2::text[])",
        id.value, array(uris));
    for (auto const& key : keys)
        // A keyId that another actor owns already is not taken over (T-06).
        tx.exec_params(R"sql(/* actors.upsert_key */
            INSERT INTO public_key (uri, actor_id, algorithm, spki, fetched_at) VALUES ($1, $2, $3, $4, now())
            ON CONFLICT (uri) DO UPDATE
               SET algorithm = EXCLUDED.algorithm, spki = EXCLUDED.spki, fetched_at = now()
             WHERE public_key.actor_id = EXCLUDED.actor_id
        )sql",
                       key.uri, id.value, to_text(key.algorithm), bytes(key.spki));
    return id;
}

result<> update_actor_state(transaction& tx, core::snowflake id, domain::actor_state state)
{
    tx.exec_params("/* actors.update_state */ UPDATE actor SET state = $2, updated_at = now() WHERE id = $1",
                   id.value, to_text(state));
    return {};
}

result<bool> record_move(transaction& tx, core::snowflake id, std::string const& target_uri,
                         core::time_point now)
{
    auto const rows = tx.exec_params(R"sql(/* actors.record_move */
        UPDATE actor SET moved_to = $2, moved_at = $3::timestamptz, updated_at = now()
         WHERE id = $1 AND (moved_at IS NULL OR moved_at < $3::timestamptz - interval '30 days')
    )sql",
                                     id.value, target_uri, timestamp(now));
    return rows.affected_rows() > 0;
}

} // namespace federwerk::db
