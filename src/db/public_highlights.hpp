// SPDX-License-Identifier: AGPL-3.0-or-later
// What the public pages bring up by themselves: only what visible_to shows to anybody.
#pragma once

#include "db/pool.hpp"
#include "domain/highlight.hpp"

#include <vector>

namespace federwerk::db {

// Of members here, newest first, for the front page.
result<std::vector<domain::highlight>> latest_public_highlights(transaction& tx, int limit);

// The badges that public highlights of this actor wear: "shown" on the profile.
result<std::vector<core::snowflake>> badges_on_public_highlights(transaction& tx, core::snowflake actor_id);

} // namespace federwerk::db
