// SPDX-License-Identifier: AGPL-3.0-or-later
// Whom ?member= names: "alice", "alice@a.test", or somebody of another instance who is known here.
#pragma once

#include "db/pool.hpp"
#include "domain/actor.hpp"
#include "domain/uris.hpp"

#include <string>

namespace federwerk::api {

result<domain::actor> find_named_member(db::transaction& tx, domain::uris const& uris,
                                        std::string name); // errc::not_found

} // namespace federwerk::api
