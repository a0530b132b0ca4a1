// SPDX-License-Identifier: AGPL-3.0-or-later
#include "domain/highlight.hpp"

namespace federwerk::domain {

std::string_view to_string(visibility v)
{
    switch (v) {
    case visibility::public_:
        return "public";
    case visibility::followers:
        return "followers";
    case visibility::named:
        break;
    }
    return "named"; // The narrowest, should an unknown value ever come here
}

std::optional<visibility> parse_visibility(std::string_view text)
{
    for (auto const v : {visibility::public_, visibility::followers, visibility::named})
        if (to_string(v) == text)
            return v;
    return std::nullopt;
}

} // namespace federwerk::domain
