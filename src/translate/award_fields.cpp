// SPDX-License-Identifier: AGPL-3.0-or-later
#include "translate/award_fields.hpp"

#include "core/text.hpp"

#include <algorithm>

namespace federwerk::translate {

namespace {

constexpr std::size_t most_fields = 8; // What is shown of a profile elsewhere is short

std::string link_of(domain::shown_award const& each)
{
    auto const who = core::escape_html(each.issuer_name);
    auto const text =
        each.verified ? who + ", verified via " + core::escape_html(*each.verified) : "issued by " + who;
    return "<a href=\"" + core::escape_html(each.award.uri) + "\" rel=\"nofollow noopener\">" + text + "</a>";
}

} // namespace

domain::actor with_awards(domain::actor member, std::vector<domain::shown_award> const& shown)
{
    auto const many = std::min(shown.size(), most_fields);
    for (std::size_t i = 0; i < many; ++i)
        member.fields.push_back({shown[i].award.name, link_of(shown[i])});
    return member;
}

} // namespace federwerk::translate
