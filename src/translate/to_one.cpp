// SPDX-License-Identifier: AGPL-3.0-or-later
#include "translate/to_one.hpp"

#include "core/text.hpp"

namespace federwerk::translate {

std::string mention_html(domain::actor const& whom)
{
    return "<a href=\"" + core::escape_html(whom.url.value_or(whom.uri)) +
           "\" class=\"u-url mention\">@<span>" + core::escape_html(whom.username) + "</span></a>";
}

} // namespace federwerk::translate
