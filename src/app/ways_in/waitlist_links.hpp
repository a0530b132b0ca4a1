// SPDX-License-Identifier: AGPL-3.0-or-later
// The private links of a waitlist entry. The tokens are derived from the instance's secret, so that a mail
// can be sent again with the same link, and the database alone, which stores only HMACs of them, opens
// nothing.
#pragma once

#include "core/secrets.hpp"
#include "db/waitlist.hpp"
#include "domain/waitlist.hpp"

#include <string>

namespace federwerk::app {

std::string confirm_token(core::secrets const& secrets, domain::waitlist_entry const& e);
std::string status_token(core::secrets const& secrets, domain::waitlist_entry const& e);
// Of this admission: one that was undone does not come back to life.
std::string admission_token(core::secrets const& secrets, domain::waitlist_entry const& e);

std::string confirm_hash(core::secrets const& secrets, std::string_view token);
std::string status_hash(core::secrets const& secrets, std::string_view token);
std::string admission_hash(core::secrets const& secrets, std::string_view token);

} // namespace federwerk::app
