// SPDX-License-Identifier: AGPL-3.0-or-later
// The fields of a profile, of a member or an organisation: as their owner writes them, and as they are shown.
#pragma once

#include "core/result.hpp"
#include "domain/actor.hpp"

#include <string>
#include <vector>

namespace federwerk::app {

// Plain text, or an address that becomes a link.
struct plain_field {
    std::string name, value;
};

void check_fields(std::vector<plain_field> const& fields, std::vector<field_error>& found);
std::vector<domain::profile_field> to_profile_fields(std::vector<plain_field> const& fields);
std::vector<plain_field> to_plain_fields(std::vector<domain::profile_field> const& fields);

} // namespace federwerk::app
