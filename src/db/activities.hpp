// SPDX-License-Identifier: AGPL-3.0-or-later
// What local actors said, as it is read again: by the ids of activities. The outbox writes these rows.
#pragma once

#include "core/snowflake.hpp"
#include "db/pool.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace federwerk::db {

struct said_activity {
    core::snowflake id, actor_id;
    std::string uri, type, object_uri;
    std::optional<core::snowflake> highlight_id; // Whose visibility decides who may read the body
    bool public_ = false;
    std::string body;
};
result<std::optional<said_activity>> find_activity(transaction& tx, core::snowflake id);

// URIs of the Create activities of these objects, by the object's URI; what was never said is left out.
result<std::map<std::string, std::string>> create_uris(transaction& tx,
                                                       std::vector<std::string> const& object_uris);

} // namespace federwerk::db
