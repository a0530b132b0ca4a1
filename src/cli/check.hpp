// SPDX-License-Identifier: AGPL-3.0-or-later
// federwerk migrate and federwerk check: what an operator runs before a start.
#pragma once

#include "core/settings.hpp"

namespace federwerk::cli {

result<> migrate(core::settings given);
result<> check(core::settings given); // Changes nothing in the database; prints what it looked at

} // namespace federwerk::cli
