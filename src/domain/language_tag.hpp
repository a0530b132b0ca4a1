// SPDX-License-Identifier: AGPL-3.0-or-later
// The shape of a language tag of BCP 47, not its registry: "en", "de-AT", "zh-Hant-TW".
#pragma once

#include <string_view>

namespace federwerk::domain {

bool is_language_tag(std::string_view text);

} // namespace federwerk::domain
