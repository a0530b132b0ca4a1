// SPDX-License-Identifier: AGPL-3.0-or-later
// Bearer tokens. token_hash is core::secrets::token_hash("access_token", token).
#pragma once

#include "core/time.hpp"
#include "db/pool.hpp"
#include "domain/actor.hpp"
#include "domain/member.hpp"

#include <optional>
#include <string>
#include <vector>

namespace federwerk::db {

struct access_token {
    core::snowflake id, actor_id;
    std::string scopes;
    core::time_point created_at;
};
result<> insert_access_token(transaction& tx, access_token const& token, std::string const& token_hash);
result<bool> revoke_access_token(transaction& tx, core::snowflake id, core::time_point now);
result<std::vector<access_token>> access_tokens_of(transaction& tx,
                                                   core::snowflake actor_id); // Not revoked ones

// Whom the token speaks for. Asked for each request, so that revoking and suspending act at once, in all
// processes.
struct token_bearer {
    domain::actor actor;
    domain::member_role role = domain::member_role::member;
    std::string scopes;
};
// Nothing where the token is unknown or revoked, or the member is not active.
result<std::optional<token_bearer>> find_token_bearer(transaction& tx, std::string const& token_hash);

} // namespace federwerk::db
