// SPDX-License-Identifier: AGPL-3.0-or-later
#include "web/views.hpp"

#include "core/text.hpp"
#include "web/assets.hpp"

#include <algorithm>

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
    std::string const word = level == badge_level::claimed ? "claimed"
                             : level == badge_level::shown ? "shown"
                                                           : "";
    out.set("level", word);
    if (word.empty())
        out.set("level_word", data::type::bool_false);
    else
        out.set("level_word", language.text("level_" + word));
    return out;
}

data badge_views(domain::uris const& uris, locale const& language, std::vector<domain::badge> const& badges)
{
    data list{data::type::list};
    for (auto const& badge : badges)
        list << badge_view(uris, language, badge, badge_level::none);
    return list;
}

namespace {

std::string when(locale const& language, domain::highlight const& h)
{
    if (!h.happened)
        return language.day(h.published);
    if (!h.happened->to || *h.happened->to == h.happened->from)
        return language.day(h.happened->from);
    return language.format("happened_span", {{"from", language.month(h.happened->from)},
                                             {"to", language.month(*h.happened->to)}});
}

std::string eyebrow(locale const& language, domain::highlight const& h)
{
    if (h.activity.empty())
        return when(language, h);
    std::string const key = "activity_" + h.activity;
    std::string verb = h.activity; // Activities of our own making are shown as they were written
    std::ranges::replace(verb, '_', ' ');
    return (language.has(key) ? language.text(key) : verb) + " · " + when(language, h);
}

data media_views(domain::highlight const& h)
{
    data list{data::type::list};
    for (auto const& picture : h.pictures) {
        data one{data::type::object};
        one.set("url", picture.url);
        one.set("alt", picture.alt);
        one.set("width", picture.width ? data(std::to_string(*picture.width)) : data(data::type::bool_false));
        one.set("height",
                picture.height ? data(std::to_string(*picture.height)) : data(data::type::bool_false));
        list << one;
    }
    return list;
}

data link_views(domain::highlight const& h)
{
    data list{data::type::list};
    for (auto const& link : h.links) {
        data one{data::type::object};
        one.set("url", link.url);
        one.set("title", link.title.empty() ? link.url : link.title);
        one.set("icon", icon("link"));
        list << one;
    }
    return list;
}

void set_list(data& out, std::string const& name, data const& list)
{
    out.set("has_" + name, !list.is_empty_list());
    out.set(name, list);
}

std::string heading_html(domain::highlight const& h, std::string_view level, std::string const& address)
{
    if (h.headline.empty())
        return {};
    auto text = core::escape_html(h.headline);
    if (level != "h1")
        text = "<a href=\"" + core::escape_html(address) + "\">" + text + "</a>";
    std::string const tag(level);
    std::string const language = h.language ? " lang=\"" + core::escape_html(*h.language) + "\"" : "";
    return "<" + tag + language + ">" + text + "</" + tag + ">";
}

data author_view(domain::actor const& author)
{
    data out{data::type::object};
    out.set("name", name_of(author));
    out.set("handle", "@" + author.handle());
    out.set("href", address_of(author));
    out.set("face", face(author, ""));
    return out;
}

} // namespace

std::string page_of(domain::uris const& uris, domain::highlight const& h, domain::actor const& author)
{
    return h.local ? uris.highlight_page(author.username, h.id) : h.url.value_or(h.uri);
}

data highlight_view(domain::uris const& uris, locale const& language, domain::highlight const& h,
                    domain::actor const* author, std::string_view heading)
{
    data out{data::type::object};
    std::string const address = author ? page_of(uris, h, *author) : h.url.value_or(h.uri);
    out.set("eyebrow", eyebrow(language, h));
    out.set("edited", h.edited_at ? data(language.format("edited", {{"when", language.day(*h.edited_at)}}))
                                  : data(data::type::bool_false));
    out.set("heading", heading_html(h, heading, address));
    out.set("author", author && heading != "h4" ? author_view(*author) : data(data::type::bool_false));
    out.set("html", h.html);
    out.set("href", address);
    out.set("language", h.language ? data(*h.language) : data(data::type::bool_false));
    out.set("clamped", heading != "h1" && h.html.size() > 900);
    set_list(out, "media", media_views(h));
    set_list(out, "links", link_views(h));
    set_list(out, "badges", badge_views(uris, language, h.badges));
    return out;
}

} // namespace federwerk::web
