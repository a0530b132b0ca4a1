// SPDX-License-Identifier: AGPL-3.0-or-later
// What the readers of both versions of Open Badges share.
#pragma once

#include "federation/vocab/incoming_award.hpp"
#include "federation/vocab/values.hpp"

namespace federwerk::vocab {

bool has_type(json::view document, std::string_view name); // One of several
incoming_achievement achievement_of(json::view value);     // Without an issuer

} // namespace federwerk::vocab
