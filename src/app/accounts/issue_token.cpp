// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/accounts/issue_token.hpp"

#include "db/access_tokens.hpp"
#include "db/actors.hpp"
#include "domain/scope.hpp"

namespace federwerk::app {

std::string access_token_hash(core::secrets const& secrets, std::string_view token)
{
    return secrets.token_hash("access_token", token);
}

result<std::string> issue_token(db::transaction& tx, core::secrets const& secrets, core::snowflake actor_id,
                                std::string const& scopes, core::time_point now)
{
    TRY(auto const granted, domain::parse_scopes(scopes));
    TRY(auto const id, db::next_id(tx));
    auto token = core::random_token();
    TRY_VOID(db::insert_access_token(tx, {id, actor_id, granted, now}, access_token_hash(secrets, token)));
    return token;
}

} // namespace federwerk::app
