// SPDX-License-Identifier: AGPL-3.0-or-later
#include "content/html.hpp"
#include "core/text.hpp"
#include "core/url.hpp"
#include "web/assets.hpp"
#include "web/views.hpp"

#include <algorithm>

namespace federwerk::web {

namespace {

// Some ten lines: what a list shows of a longer text. The style sheet clamps what is narrower.
constexpr std::size_t shown_in_lists = 800, surely_short = 500;

std::string when(locale const& language, domain::highlight const& h)
{
    if (!h.happened)
        return language.day(h.published);
    if (!h.happened->to || *h.happened->to == h.happened->from)
        return language.day(h.happened->from);
    return language.span(h.happened->from, *h.happened->to);
}

// For <time>, which can hold a day and cannot hold a span.
std::string machine_day(domain::highlight const& h)
{
    if (!h.happened)
        return core::to_iso_day(core::day(std::chrono::floor<std::chrono::days>(h.published)));
    bool const one_day = !h.happened->to || *h.happened->to == h.happened->from;
    return one_day ? core::to_iso_day(h.happened->from) : std::string();
}

std::string activity_of(locale const& language, domain::highlight const& h)
{
    std::string const key = "activity_" + h.activity;
    if (h.activity.empty() || language.has(key))
        return h.activity.empty() ? std::string() : language.text(key);
    std::string verb = h.activity; // Activities of our own making are shown as they were written
    std::ranges::replace(verb, '_', ' ');
    return verb;
}

data number_or_false(std::optional<int> const& number)
{
    return number ? data(std::to_string(*number)) : data(data::type::bool_false);
}

data media_views(domain::highlight const& h)
{
    data list{data::type::list};
    for (auto const& picture : h.pictures) {
        data one{data::type::object};
        one.set("url", picture.url);
        one.set("alt", or_false(picture.alt));
        one.set("nameless", picture.alt.empty()); // A link needs a name even so
        one.set("width", number_or_false(picture.width));
        one.set("height", number_or_false(picture.height));
        list << one;
    }
    return list;
}

data link_views(domain::highlight const& h)
{
    data list{data::type::list};
    for (auto const& link : h.links) {
        data one{data::type::object};
        auto const url = core::url::parse(link.url);
        one.set("url", link.url);
        one.set("title", link.title.empty() ? link.url : link.title);
        one.set("host", or_false(url && !link.title.empty() ? std::string(url->host()) : std::string()));
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

data person_view(domain::actor const& person)
{
    data out{data::type::object};
    out.set("name", name_of(person));
    out.set("user", person.username);
    out.set("host", person.host);
    out.set("href", address_of(person));
    out.set("face", face(person, ""));
    return out;
}

// Nobody is named to others before they have confirmed.
data collaborator_views(domain::highlight const& h, people const& known)
{
    data list{data::type::list};
    for (auto const& each : h.collaborators)
        if (each.confirmed_at && each.actor_id)
            if (auto const at = known.find(*each.actor_id); at != known.end())
                list << person_view(at->second);
    return list;
}

std::string address_of(domain::uris const& uris, domain::highlight const& h, domain::actor const* author)
{
    return h.local && author ? uris.highlight_page(author->username, h.id) : h.url.value_or(h.uri);
}

} // namespace

data highlight_view(domain::uris const& uris, locale const& language, domain::highlight const& h,
                    people const& known, std::string_view heading)
{
    data out{data::type::object};
    auto const at = known.find(h.actor_id);
    auto const* const author = at == known.end() ? nullptr : &at->second;
    std::string const address = address_of(uris, h, author);
    out.set("id", h.id.text());
    out.set("activity", or_false(activity_of(language, h)));
    out.set("when", when(language, h));
    out.set("day", or_false(machine_day(h)));
    out.set("edited", or_false(h.content_edited_at
                                   ? language.format("edited", {{"when", language.day(*h.content_edited_at)}})
                                   : std::string()));
    out.set("headline", h.headline);
    out.set("heading", heading_html(h, heading, address));
    out.set("author", author ? person_view(*author) : data(data::type::bool_false));
    bool const whole = heading == "h1";
    out.set("html", or_false(whole ? h.html : content::opening(h.html, shown_in_lists)));
    out.set("href", address);
    out.set("language", or_false(h.language));
    out.set("clamped", !whole && h.html.size() > surely_short);
    set_list(out, "media", media_views(h));
    set_list(out, "links", link_views(h));
    set_list(out, "badges", badge_views(uris, language, h.badges));
    set_list(out, "collaborators", collaborator_views(h, known));
    return out;
}

data highlight_views(domain::uris const& uris, locale const& language,
                     std::vector<domain::highlight> const& highlights, people const& known,
                     std::string_view heading)
{
    data list{data::type::list};
    for (auto const& h : highlights)
        if (known.contains(h.actor_id))
            list << highlight_view(uris, language, h, known, heading);
    return list;
}

} // namespace federwerk::web
