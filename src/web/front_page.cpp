// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/url.hpp"
#include "db/pacts.hpp"
#include "db/public_highlights.hpp"
#include "web/pages.hpp"
#include "web/views.hpp"

#include <algorithm>

namespace federwerk::web {

namespace {

constexpr int shown = 12, most_pacts = 50;

struct contents {
    std::vector<domain::highlight> highlights;
    people known;
    std::vector<domain::actor> stations;
};

result<contents> load(db::transaction& tx)
{
    contents out;
    TRY(out.highlights, db::latest_public_highlights(tx, shown));
    TRY(out.known, people_of(tx, out.highlights));
    TRY(out.stations, db::stations_on_show(tx, most_pacts));
    return out;
}

std::vector<domain::badge> badges_of(std::vector<domain::highlight> const& highlights)
{
    std::vector<domain::badge> out;
    for (auto const& h : highlights)
        for (auto const& badge : h.badges)
            if (out.size() < 24 && std::ranges::find(out, badge.id, &domain::badge::id) == out.end())
                out.push_back(badge);
    return out;
}

// An instance's name is its host, which nobody else can take; beside it what it calls itself.
data instance_views(std::vector<domain::actor> const& stations)
{
    data out{data::type::list};
    for (auto const& each : stations) {
        auto const address = core::url::parse(each.uri);
        if (!address)
            continue;
        data one{data::type::object};
        one.set("href", address->origin() + "/");
        one.set("host", each.host);
        bool const says_more =
            !each.name.empty() && each.name != each.host && each.name != domain::station_name;
        one.set("name", or_false(says_more ? each.name : std::string()));
        out << one;
    }
    return out;
}

} // namespace

answer front_page(app::instance const& in, http::request request)
{
    if (wants_activity(request))
        co_return redirect(in.uris.instance_actor());
    auto const found = co_await in.db.run(load);
    if (!found)
        co_return refusal_page(in, request, found.error().code);
    auto const& language = language_of(request);
    page p{.view = "front", .title = in.settings.name, .canonical = in.uris.base() + "/"};
    p.description = language.format("front_lead", {{"instance", in.settings.name}});
    p.alternate = in.uris.instance_actor();
    p.values.set("heading", language.text("front_heading"));
    p.values.set("lead", p.description);
    p.values.set("instance_description", or_false(in.settings.description));
    p.values.set("highlights", highlight_views(in.uris, language, found->highlights, found->known, "h3"));
    auto const badges = badges_of(found->highlights);
    bool const has_pacts = !found->stations.empty();
    p.wide = !badges.empty() || has_pacts;
    p.values.set("has_context", p.wide);
    p.values.set("has_badges", !badges.empty());
    p.values.set("has_pacts", has_pacts);
    p.values.set("instances", instance_views(found->stations));
    p.values.set("badges", badge_views(in.uris, language, badges));
    co_return render(in, language, std::move(p), request);
}

} // namespace federwerk::web
