// SPDX-License-Identifier: AGPL-3.0-or-later
// What admitting, declining and undoing have in common.
#pragma once

#include "core/secrets.hpp"
#include "core/settings.hpp"
#include "db/waitlist.hpp"
#include "domain/uris.hpp"

#include <optional>
#include <string>

namespace federwerk::app {

struct decision_context {
    core::settings const& settings;
    domain::uris const& uris;
    core::secrets const& secrets;
};

struct waitlist_decision {
    core::snowflake entry_id;
    std::optional<core::snowflake> by; // None: the operator
    core::time_point now;
};

// The entry, held until the transaction ends, with the new state filled in but not stored.
// errc::not_found, errc::conflict.
result<domain::waitlist_entry> begin_decision(db::transaction& tx, waitlist_decision const& what,
                                              domain::waitlist_state to);

} // namespace federwerk::app
