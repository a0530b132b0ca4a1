// SPDX-License-Identifier: AGPL-3.0-or-later
// How rows of notification become domain::notification: for the statements of this room.
#pragma once

#include "db/pool.hpp"
#include "domain/notification.hpp"

#include <string>
#include <vector>

namespace federwerk::db {

// To be selected from table notification under the name n.
extern std::string const notification_columns;
// Kinds that a newer version wrote are left out.
std::vector<domain::notification> read_notifications(pqxx::result const& rows);

} // namespace federwerk::db
