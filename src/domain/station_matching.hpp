// SPDX-License-Identifier: AGPL-3.0-or-later
// Which calls fit what a member is open to, and which swaps are two halves of one.
#pragma once

#include "domain/opening.hpp"

namespace federwerk::domain {

// A seat of the call has the kind, a badge in common where both name some; terms, languages and places do not
// exclude each other. What one of them does not say excludes nothing.
bool fits(opening const& call, opening const& openness);

// Both are swaps, and each gives what the other wants: the same direction with the kinds crossed, or the
// other direction with the same ones. Languages and places do not exclude each other.
bool complements(opening const& one, opening const& other);

// Either of the two, whichever of them is the call.
bool belong_together(opening const& one, opening const& other);

// Whether it may fit others than before: what that depends on changed, or there is a place again.
bool is_new_again(opening const& before, opening const& after, core::time_point now);

// Kilometres over the ground between two points in degrees.
double distance_km(double latitude, double longitude, double other_latitude, double other_longitude);

} // namespace federwerk::domain
