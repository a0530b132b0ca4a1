// SPDX-License-Identifier: AGPL-3.0-or-later
#include "web/profile.hpp"

#include "content/html.hpp"
#include "web/views.hpp"

namespace federwerk::web {

namespace {

data field_views(domain::actor const& who)
{
    data list{data::type::list};
    for (auto const& field : who.fields) {
        data one{data::type::object};
        one.set("name", field.name);
        one.set("value", field.value);
        list << one;
    }
    return list;
}

} // namespace

page profile(domain::uris const& uris, locale const& language, std::string view, domain::actor const& who,
             std::vector<domain::opening> const& openings)
{
    page p{.view = std::move(view),
           .title = name_of(who),
           .canonical = uris.member_page(who.username),
           .og_type = "profile"};
    p.description = content::excerpt(who.summary, 200);
    p.alternate = who.uri;
    p.image = who.icon_url;
    p.values.set("name", p.title);
    p.values.set("user", who.username);
    p.values.set("host", who.host);
    p.values.set("face", face(who, "large"));
    p.values.set("summary", or_false(who.summary));
    p.values.set("follow_hint", language.format("member_follow", {{"handle", "@" + who.handle()}}));
    p.values.set("has_fields", !who.fields.empty());
    p.values.set("fields", field_views(who));
    data list{data::type::list};
    for (auto const& each : openings)
        list << opening_view(uris, language, each, who);
    p.values.set("has_openings", !openings.empty());
    p.values.set("openings", list);
    return p;
}

} // namespace federwerk::web
