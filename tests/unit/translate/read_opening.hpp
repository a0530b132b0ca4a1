// SPDX-License-Identifier: AGPL-3.0-or-later
// What an opening says, read from its Note.
#pragma once

#include "translate/incoming.hpp"
#include "unit/translate/people.hpp"
#include "json/document.hpp"

namespace federwerk::tests {

inline json::document parsed(std::string const& text)
{
    return json::document::parse(text).value();
}

inline translate::remote_opening read(std::string const& document,
                                      core::time_point now = noon + std::chrono::hours(1))
{
    auto const tree = parsed(document);
    return translate::to_opening(vocab::read_note(tree.root()).value(), now).value();
}

} // namespace federwerk::tests
