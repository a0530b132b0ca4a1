// SPDX-License-Identifier: AGPL-3.0-or-later
// The half of db/actors.hpp that is about keys.
#include "db/actor_rows.hpp"
#include "db/actors.hpp"
#include "db/values.hpp"

namespace federwerk::db {
namespace {

domain::public_key read_key(pqxx::row const& row)
{
    return {row["uri"].as<std::string>(), to_id(row["actor_id"]),
            row["algorithm"].as<std::string>() == "rsa" ? domain::key_algorithm::rsa
                                                        : domain::key_algorithm::ed25519,
            to_bytes(row["spki"])};
}

} // namespace

std::string to_text(domain::key_algorithm algorithm)
{
    return algorithm == domain::key_algorithm::rsa ? "rsa" : "ed25519";
}

result<std::optional<domain::public_key>> find_public_key(transaction& tx, std::string const& uri)
{
    auto const rows = tx.exec_params(
        "/* keys.find */ SELECT uri, actor_id, algorithm, spki FROM public_key WHERE uri = $1", uri);
    if (rows.empty())
        return std::nullopt;
    return read_key(rows[0]);
}

result<std::vector<domain::public_key>> public_keys_of(transaction& tx, core::snowflake actor_id)
{
    auto const rows = tx.exec_params(R"sql(/* keys.of_actor */
        SELECT uri, actor_id, algorithm, spki FROM public_key WHERE actor_id = $1 ORDER BY algorithm DESC, uri
    )sql",
                                     actor_id.value);
    std::vector<domain::public_key> out;
    for (auto const& row : rows)
        out.push_back(read_key(row));
    return out;
}

result<std::optional<domain::public_key>> hold_public_key(transaction& tx, core::snowflake actor_id,
                                                          domain::key_algorithm algorithm)
{
    auto const rows = tx.exec_params(R"sql(/* keys.hold */
        SELECT uri, actor_id, algorithm, spki FROM public_key WHERE actor_id = $1 AND algorithm = $2
           FOR SHARE
    )sql",
                                     actor_id.value, to_text(algorithm));
    if (rows.empty())
        return std::nullopt;
    return read_key(rows[0]);
}

result<std::optional<sealed_key>> find_private_key(transaction& tx, core::snowflake actor_id,
                                                   domain::key_algorithm algorithm)
{
    auto const rows = tx.exec_params(R"sql(/* keys.find_private */
        SELECT public_key.uri, public_key.actor_id, public_key.algorithm, public_key.spki, private_key.sealed
          FROM private_key JOIN public_key ON public_key.uri = private_key.key_uri
         WHERE private_key.actor_id = $1 AND private_key.algorithm = $2
    )sql",
                                     actor_id.value, to_text(algorithm));
    if (rows.empty())
        return std::nullopt;
    return sealed_key{read_key(rows[0]), to_bytes(rows[0]["sealed"])};
}

result<bool> insert_private_key(transaction& tx, sealed_key const& key)
{
    auto const& half = key.public_key;
    auto const made =
        tx.exec_params(R"sql(/* keys.insert_public */
        INSERT INTO public_key (uri, actor_id, algorithm, spki) VALUES ($1, $2, $3, $4)
        ON CONFLICT (uri) DO NOTHING
    )sql",
                       half.uri, half.actor_id.value, to_text(half.algorithm), bytes(half.spki));
    if (made.affected_rows() == 0)
        return false;
    auto const stored =
        tx.exec_params(R"sql(/* keys.insert_private */
        INSERT INTO private_key (actor_id, algorithm, key_uri, sealed) VALUES ($1, $2, $3, $4)
        ON CONFLICT DO NOTHING
    )sql",
                       half.actor_id.value, to_text(half.algorithm), half.uri, bytes(key.sealed));
    return stored.affected_rows() > 0;
}

result<> replace_private_key(transaction& tx, sealed_key const& key)
{
    auto const& half = key.public_key;
    auto const changed = tx.exec_params(R"sql(/* keys.replace_public */
        UPDATE public_key SET spki = $3, fetched_at = now() WHERE uri = $1 AND actor_id = $2
    )sql",
                                        half.uri, half.actor_id.value, bytes(half.spki));
    if (changed.affected_rows() == 0) {
        TRY_VOID(insert_private_key(tx, key));
        return {};
    }
    tx.exec_params(R"sql(/* keys.replace_private */
        UPDATE private_key SET sealed = $2, created_at = now() WHERE key_uri = $1
    )sql",
                   half.uri, bytes(key.sealed));
    return {};
}

} // namespace federwerk::db
