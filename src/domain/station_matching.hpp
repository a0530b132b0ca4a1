// SPDX-License-Identifier: AGPL-3.0-or-later
// Which calls fit what a member is open to.
#pragma once

#include "domain/opening.hpp"

namespace federwerk::domain {

// A seat of the call has the kind, a badge in common where both name some; terms, languages and places do not
// exclude each other. What one of them does not say excludes nothing.
bool fits(opening const& call, opening const& openness);

// Kilometres over the ground between two points in degrees.
double distance_km(double latitude, double longitude, double other_latitude, double other_longitude);

} // namespace federwerk::domain
