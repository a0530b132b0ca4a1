// SPDX-License-Identifier: AGPL-3.0-or-later
// federwerk keys rotate HANDLE: the one subcommand that needs the services of a running instance, not only
// its database.
#pragma once

#include "core/settings.hpp"

#include <string>

namespace federwerk::cli {

result<> rotate_keys(core::settings given, std::string const& handle);

} // namespace federwerk::cli
