// SPDX-License-Identifier: AGPL-3.0-or-later
// What people say in a message, where their server has no letter for it.
#pragma once

#include <string>
#include <string_view>

namespace federwerk::domain {

// Without case and accents; mentions are passed over, since Mastodon begins every direct message with those.
std::string first_word(std::string_view plain_text);

} // namespace federwerk::domain
