// SPDX-License-Identifier: AGPL-3.0-or-later
#include "http/conditional.hpp"

#include "core/text.hpp"

namespace federwerk::http {

bool has_already(request const& request, std::string_view tag)
{
    for (auto const line : request.headers.all("If-None-Match"))
        for (auto const part : core::split(line, ',')) {
            auto candidate = core::trim(part);
            if (candidate.starts_with("W/"))
                candidate.erase(0, 2);
            if (candidate == "*" || candidate == tag)
                return true;
        }
    return false;
}

} // namespace federwerk::http
