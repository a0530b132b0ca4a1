// SPDX-License-Identifier: AGPL-3.0-or-later
// What holds for every opening that is written here, new or edited.
#pragma once

#include "domain/opening.hpp"

#include <vector>

namespace federwerk::domain {

// Adds what is wrong, by the names of the API's fields.
void check_opening(std::vector<field_error>& found, opening const& o, core::time_point now);

} // namespace federwerk::domain
