// SPDX-License-Identifier: AGPL-3.0-or-later
// federwerk domain suspend|silence|allow|remove DOMAIN, federwerk domain list.
#pragma once

#include "cli/command.hpp"

namespace federwerk::cli {

void add_domain_command(CLI::App& app, choose const& chosen);

} // namespace federwerk::cli
