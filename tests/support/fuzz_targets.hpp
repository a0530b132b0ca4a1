// SPDX-License-Identifier: AGPL-3.0-or-later
// What each fuzz target does with its bytes. libFuzzer drives them (…_fuzz.cpp), and a unit test replays the
// corpus.
#pragma once

#include <string_view>

namespace federwerk::fuzz {

void json(std::string_view bytes); // Parses, writes, canonicalises; what was written must parse again
void signature(
    std::string_view bytes); // The first line is Signature-Input (may be empty), the rest Signature
void multibase(std::string_view bytes); // Also PEM and Multikey
void url(std::string_view bytes);

} // namespace federwerk::fuzz
