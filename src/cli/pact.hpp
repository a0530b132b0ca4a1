// SPDX-License-Identifier: AGPL-3.0-or-later
// federwerk pact list, federwerk pact make HOST, federwerk pact end HOST.
#pragma once

#include "cli/command.hpp"

namespace federwerk::cli {

void add_pact_command(CLI::App& app, choose const& chosen);

} // namespace federwerk::cli
