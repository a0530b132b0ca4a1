// SPDX-License-Identifier: AGPL-3.0-or-later
// Some days before an openness ends its owner is asked, once, whether it still holds: a notification and a
// mail. Whoever still is open to it says so with a click there (app/openings/extend_opening), or with a new
// end of their own; otherwise it ends.
#pragma once

#include "core/secrets.hpp"
#include "core/time.hpp"
#include "db/pool.hpp"
#include "domain/uris.hpp"

#include <string>

namespace federwerk::app {

inline constexpr std::chrono::days asked_before_end{7};

// instance_name: as the front page says it. Gives how many were asked about; at most 100 at a time.
result<std::size_t> ask_again(db::transaction& tx, core::secrets const& secrets, domain::uris const& uris,
                              std::string const& instance_name, core::time_point now);

} // namespace federwerk::app
