// SPDX-License-Identifier: AGPL-3.0-or-later
// How texts and numbers look in JSON of ours: as RFC 8785 prescribes, everywhere.
#pragma once

#include <string>
#include <string_view>

namespace federwerk::json {

void print_text(std::string& out, std::string_view text); // With its quotes
void print_number(std::string& out,
                  double number); // ECMAScript's Number::toString; null where it is not finite

} // namespace federwerk::json
