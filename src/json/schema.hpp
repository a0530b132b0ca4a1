// SPDX-License-Identifier: AGPL-3.0-or-later
// JSON Schema draft 4, as RapidJSON speaks it. Tests hold everything that we send against schemas/.
#pragma once

#include "json/document.hpp"

#include <filesystem>

namespace federwerk::json {

// errc::invalid with the place and keyword that failed. References resolve to files beside the schema.
result<> validate(std::string_view text, std::filesystem::path const& schema);

} // namespace federwerk::json
