// SPDX-License-Identifier: AGPL-3.0-or-later
// Multibase base58btc ("z…"), as Multikey and proofValue use it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace federwerk::signatures {

std::string to_multibase(std::string_view bytes);
// Refuses other bases and more than 1,024 characters: the conversion is quadratic.
std::optional<std::string> from_multibase(std::string_view text);

} // namespace federwerk::signatures
