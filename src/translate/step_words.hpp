// SPDX-License-Identifier: AGPL-3.0-or-later
// A step of a request in words, for those whose server has no letter for it: their person reads a message.
#pragma once

#include "domain/request.hpp"

#include <optional>
#include <string>

namespace federwerk::translate {

// Plain text, said by the owner of the opening in its language: German, otherwise English. Empty where
// nothing is said.
std::string step_words(domain::step what, domain::request const& after,
                       std::optional<std::string> const& language);

} // namespace federwerk::translate
