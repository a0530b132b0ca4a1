// SPDX-License-Identifier: AGPL-3.0-or-later
// What two people did together, as a highlight that is ready to be written: by either of them, once both have
// called it done.
#pragma once

#include "db/pool.hpp"
#include "domain/highlight.hpp"

namespace federwerk::app {

// With the other one as collaborator, and the request whose joint highlight it is. errc::not_found for those
// whom the request does not concern, errc::conflict before both have called it done.
result<domain::highlight_draft> joint_highlight(db::transaction& tx, core::snowflake request_id,
                                                core::snowflake member_id);

} // namespace federwerk::app
