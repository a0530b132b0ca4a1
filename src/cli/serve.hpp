// SPDX-License-Identifier: AGPL-3.0-or-later
// federwerk serve: from the settings to a running instance, until SIGTERM or SIGINT.
#pragma once

#include "core/settings.hpp"

namespace federwerk::cli {

result<> serve(core::settings given);

} // namespace federwerk::cli
