// SPDX-License-Identifier: AGPL-3.0-or-later
// federwerk organisation list | verify HANDLE | role HANDLE MEMBER ROLE
#pragma once

#include "cli/command.hpp"

namespace federwerk::cli {

void add_organisation_command(CLI::App& app, choose const& chosen);

} // namespace federwerk::cli
