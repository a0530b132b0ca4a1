// SPDX-License-Identifier: AGPL-3.0-or-later
// Gives out a bearer token: 256 random bits, stored as an HMAC.
#pragma once

#include "core/secrets.hpp"
#include "core/snowflake.hpp"
#include "core/time.hpp"
#include "db/pool.hpp"

#include <string>

namespace federwerk::app {

std::string access_token_hash(core::secrets const& secrets, std::string_view token);
result<std::string> issue_token(db::transaction& tx, core::secrets const& secrets, core::snowflake actor_id,
                                std::string const& scopes, core::time_point now);

} // namespace federwerk::app
