// SPDX-License-Identifier: AGPL-3.0-or-later
#include "web/views.hpp"

#include "core/text.hpp"
#include "web/assets.hpp"

#include <array>

namespace federwerk::web {

std::string name_of(domain::actor const& actor)
{
    return actor.name.empty() ? actor.username : actor.name;
}

std::string address_of(domain::actor const& actor)
{
    return actor.url.value_or(actor.uri);
}

std::string face(domain::actor const& actor, std::string_view size)
{
    std::string const css = "face" + (size.empty() ? "" : " " + std::string(size));
    if (actor.icon_url)
        return "<img class=\"" + css + "\" src=\"" + core::escape_html(*actor.icon_url) +
               "\" alt=\"\" width=\"88\" height=\"88\">";
    auto const name = name_of(actor);
    std::size_t end = 1;
    while (end < name.size() && (static_cast<unsigned char>(name[end]) & 0xC0) == 0x80)
        ++end;
    return "<span class=\"" + css + "\" aria-hidden=\"true\">" + core::escape_html(name.substr(0, end)) +
           "</span>";
}

data badge_view(domain::uris const& uris, locale const& language, domain::badge const& badge,
                badge_level level)
{
    data out{data::type::object};
    out.set("name", badge.name);
    out.set("hue", std::to_string(badge.hue));
    out.set("icon", icon(badge.icon));
    out.set("href", badge.host.empty() ? uris.badge_page(badge.slug) : badge.uri);
    static constexpr std::array words{"", "claimed", "shown", "confirmed", "issued"};
    std::string const word = words.at(static_cast<std::size_t>(level));
    out.set("level", word);
    out.set("level_word", or_false(word.empty() ? word : language.text("level_" + word)));
    return out;
}

data badge_views(domain::uris const& uris, locale const& language, std::vector<domain::badge> const& badges)
{
    data list{data::type::list};
    for (auto const& badge : badges)
        list << badge_view(uris, language, badge, badge_level::none);
    return list;
}

data or_false(std::string const& value)
{
    return value.empty() ? data(data::type::bool_false) : data(value);
}

data or_false(std::optional<std::string> const& value)
{
    return or_false(value.value_or(""));
}

} // namespace federwerk::web
