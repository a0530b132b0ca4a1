// SPDX-License-Identifier: AGPL-3.0-or-later
// An administrator ends a pact, or refuses one that another instance asks for.
#pragma once

#include "db/pool.hpp"
#include "domain/uris.hpp"

#include <string>

namespace federwerk::app {

// What came from there by the pact alone is gone at once. errc::not_found where there is none. The caller
// nudges the post office after the commit.
result<> end_pact(db::transaction& tx, domain::uris const& uris, std::string const& host);

} // namespace federwerk::app
