// SPDX-License-Identifier: AGPL-3.0-or-later
// Which badges readers are shown of what others wrote.
#pragma once

#include "domain/badge.hpp"

#include <vector>

namespace federwerk::domain {

// What carries the badge of another instance carries ours of that slug too, by its hashtag: readers see one
// of each slug, in the place of the first. Ours, if it is among them: it is the one that they wear and
// follow.
std::vector<badge> one_of_each_slug(std::vector<badge> all);

} // namespace federwerk::domain
