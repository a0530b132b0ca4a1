// SPDX-License-Identifier: AGPL-3.0-or-later
// TXT records by the resolver of the system, or by one that the settings name for tests.
#pragma once

#include "core/result.hpp"

#include <string>
#include <vector>

namespace federwerk::net {

// Blocks: some seconds at most. server: ADDRESS:PORT (IPv4), or empty for the system's. No such name, and a
// name without such records, is an empty list. errc::unavailable: no answer.
result<std::vector<std::string>> txt_records(std::string const& name, std::string const& server);

} // namespace federwerk::net
