// SPDX-License-Identifier: AGPL-3.0-or-later
// Who occurs on a page: the authors of its highlights and those whose collaboration is confirmed, by id.
#pragma once

#include "db/pool.hpp"
#include "domain/actor.hpp"
#include "domain/highlight.hpp"

#include <map>
#include <vector>

namespace federwerk::web {

using people = std::map<core::snowflake, domain::actor>;

result<people> people_of(db::transaction& tx, std::vector<domain::highlight> const& highlights);

} // namespace federwerk::web
