// SPDX-License-Identifier: AGPL-3.0-or-later
// Reports to the moderators of this instance.
#pragma once

#include "db/pool.hpp"

#include "core/snowflake.hpp"

#include <optional>
#include <string>
#include <vector>

namespace federwerk::db {

struct report {
    std::string uri; // Of the Flag activity
    std::optional<core::snowflake> reporter_id, reported_id;
    std::vector<std::string> objects; // URIs
    std::string comment;              // Plain text, at most 5,000 characters
};

result<> insert_report(transaction& tx, report const& r); // Once per URI

} // namespace federwerk::db
