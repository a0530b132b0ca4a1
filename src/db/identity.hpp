// SPDX-License-Identifier: AGPL-3.0-or-later
// What this instance calls itself, written down when it first starts.
#pragma once

#include "db/pool.hpp"

#include <optional>
#include <string>

namespace federwerk::db {

struct identity {
    std::string domain, base_url;
};
result<std::optional<identity>> find_identity(transaction& tx);
result<identity> establish_identity(transaction& tx,
                                    identity const& wanted); // The one that stands afterwards

} // namespace federwerk::db
