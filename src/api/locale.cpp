// SPDX-License-Identifier: AGPL-3.0-or-later
#include "api/locale.hpp"

#include "core/text.hpp"

namespace federwerk::api {

std::string locale_of(json::reader& in, http::request const& request)
{
    if (auto const given = in.optional_text("locale", 10)) {
        if (*given != "de" && *given != "en")
            in.refuse("locale", "\"de\" or \"en\".");
        return *given;
    }
    auto const accepted = core::lower_ascii(request.headers.get("Accept-Language").value_or(""));
    auto const german = accepted.find("de"), english = accepted.find("en");
    return german != std::string::npos && german < english ? "de" : "en";
}

} // namespace federwerk::api
