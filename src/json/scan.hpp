// SPDX-License-Identifier: AGPL-3.0-or-later
// What is looked at before RapidJSON sees a text.
#pragma once

#include "core/result.hpp"
#include "json/document.hpp"

namespace federwerk::json {

failure refused(std::string log, std::string safe);
failure too_large(std::string log, std::string safe);

// Size, encoding, NUL, BOM, and exponents of more than three digits, on which Debian's RapidJSON 1.1.0
// computes with an overflowing int (CVE-2024-38517).
result<> scan(std::string_view text, limits const& within);

} // namespace federwerk::json
