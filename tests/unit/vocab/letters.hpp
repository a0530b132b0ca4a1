// SPDX-License-Identifier: AGPL-3.0-or-later
// Letters of other servers, from tests/fixtures/.
#pragma once

#include "support/source_tree.hpp"
#include "json/document.hpp"

#include <string>

namespace federwerk::tests {

inline json::document letter(std::string const& name)
{
    auto const text = read_file(source_tree() / "tests" / "fixtures" / (name + ".json"));
    return json::document::parse(text).value();
}

inline json::document parsed(std::string const& text)
{
    return json::document::parse(text).value();
}

} // namespace federwerk::tests
