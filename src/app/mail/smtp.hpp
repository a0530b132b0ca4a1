// SPDX-License-Identifier: AGPL-3.0-or-later
// Hands a mail to the configured SMTP server, by libcurl. Blocks: for the worker pool.
#pragma once

#include "core/settings.hpp"

#include <string>

namespace federwerk::app {

struct envelope {
    std::string from, to;
    std::string message; // As write_mail gave it
};
result<> send_by_smtp(core::settings const& settings, envelope const& mail);

} // namespace federwerk::app
