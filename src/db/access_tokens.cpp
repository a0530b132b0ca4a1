// SPDX-License-Identifier: AGPL-3.0-or-later
#include "db/access_tokens.hpp"

#include "db/actors.hpp"
#include "db/values.hpp"

namespace federwerk::db {

result<> insert_access_token(transaction& tx, access_token const& token, std::string const& token_hash)
{
    tx.exec_params(R"sql(/* access_tokens.insert */
        INSERT INTO access_token (id, token_hash, actor_id, scopes, created_at)
             VALUES ($1, $2, $3, $4, $5)
    )sql",
                   token.id.value, bytes(token_hash), token.actor_id.value, token.scopes,
                   timestamp(token.created_at));
    return {};
}

result<bool> revoke_access_token(transaction& tx, core::snowflake id, core::time_point now)
{
    auto const rows = tx.exec_params(R"sql(/* access_tokens.revoke */
        UPDATE access_token
           SET revoked_at = $2
         WHERE id = $1
           AND revoked_at IS NULL
    )sql",
                                     id.value, timestamp(now));
    return rows.affected_rows() == 1;
}

result<std::vector<access_token>> access_tokens_of(transaction& tx, core::snowflake actor_id)
{
    auto const rows = tx.exec_params(R"sql(/* access_tokens.of */
        SELECT id, actor_id, scopes, milliseconds(created_at) AS created_at
          FROM access_token
         WHERE actor_id = $1
           AND revoked_at IS NULL
      ORDER BY id
    )sql",
                                     actor_id.value);
    std::vector<access_token> out;
    for (auto const& row : rows)
        out.push_back({to_id(row["id"]), to_id(row["actor_id"]), row["scopes"].as<std::string>(),
                       to_time(row["created_at"])});
    return out;
}

result<std::optional<token_bearer>> find_token_bearer(transaction& tx, std::string const& token_hash)
{
    auto const rows = tx.exec_params(R"sql(/* access_tokens.find_bearer */
        SELECT member.actor_id, member.role, access_token.scopes
          FROM access_token
          JOIN member USING (actor_id)
          JOIN actor ON actor.id = member.actor_id
         WHERE access_token.token_hash = $1
           AND access_token.revoked_at IS NULL
           AND member.state = 'active'
           AND actor.state IN ('active', 'silenced')
    )sql",
                                     bytes(token_hash));
    if (rows.empty())
        return std::optional<token_bearer>();
    TRY(auto actor, find_actor(tx, to_id(rows[0]["actor_id"])));
    if (!actor)
        return std::optional<token_bearer>();
    auto const role = domain::parse_member_role(rows[0]["role"].as<std::string>());
    return std::optional(token_bearer{std::move(*actor), role.value_or(domain::member_role::member),
                                      rows[0]["scopes"].as<std::string>()});
}

} // namespace federwerk::db
