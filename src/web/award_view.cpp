// SPDX-License-Identifier: AGPL-3.0-or-later
#include "web/award_view.hpp"

namespace federwerk::web {

std::string issued_by(locale const& language, domain::shown_award const& each)
{
    if (!each.verified)
        return language.format("issued_by", {{"issuer", each.issuer_name}});
    return language.format("issued_by_verified", {{"issuer", each.issuer_name}, {"domain", *each.verified}});
}

data award_views(locale const& language, std::vector<domain::shown_award> const& shown)
{
    data list{data::type::list};
    for (auto const& each : shown) {
        data one{data::type::object};
        one.set("name", each.award.name);
        one.set("href", each.award.uri);
        one.set("word", issued_by(language, each));
        one.set("when", language.day(each.award.issued_at));
        list << one;
    }
    return list;
}

} // namespace federwerk::web
