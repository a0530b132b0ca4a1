// SPDX-License-Identifier: AGPL-3.0-or-later
// What a member reads, without what was different from the start: names, and when it was sent.
#pragma once

#include "support/program_under_test.hpp"

namespace federwerk::tests {

inline std::string with(std::string text, std::string const& what, std::string const& instead)
{
    for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + instead.size()))
        text.replace(at, what.size(), instead);
    return text;
}

inline std::string without_names(std::string text, answer const& request)
{
    auto const opening = request["opening"];
    for (auto const& name : {request["uri"], request["id"], opening["uri"], opening["id"],
                             request["created_at"], request["expires_at"], request["closed_at"]})
        if (name.text())
            text = with(std::move(text), std::string(*name.text()), "*");
    return text;
}

} // namespace federwerk::tests
