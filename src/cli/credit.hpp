// SPDX-License-Identifier: AGPL-3.0-or-later
// federwerk credit verify FILE: whether a sealed copy of credits holds, without network and database.
#pragma once

#include "core/result.hpp"

#include <filesystem>
#include <ostream>

namespace federwerk::cli {

// A line for each credit. key: the Multikey of the instance that sealed it, as the reader knows it from
// elsewhere. A failure where anything does not hold, and where no key is given: then nobody is known to vouch
// for the file.
result<> verify_credits(std::filesystem::path const& file, std::string const& key, std::ostream& out);

} // namespace federwerk::cli
