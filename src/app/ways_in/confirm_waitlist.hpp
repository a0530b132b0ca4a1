// SPDX-License-Identifier: AGPL-3.0-or-later
// The applicant follows the links of the mail: confirms the address, and later looks where they stand.
#pragma once

#include "core/secrets.hpp"
#include "db/waitlist.hpp"

#include <optional>
#include <string>

namespace federwerk::app {

struct waitlist_standing {
    domain::waitlist_entry entry;
    std::optional<domain::waitlist_place> place; // While waiting
};

// The place is given out here, not at the application: who confirms first stands first. Twice is once.
result<waitlist_standing> confirm_waitlist(db::transaction& tx, core::secrets const& secrets,
                                           std::string const& token);

result<waitlist_standing> read_standing(db::transaction& tx, core::secrets const& secrets,
                                        std::string const& status_token);

} // namespace federwerk::app
