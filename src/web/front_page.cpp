// SPDX-License-Identifier: AGPL-3.0-or-later
#include "db/actors.hpp"
#include "db/public_highlights.hpp"
#include "web/pages.hpp"
#include "web/views.hpp"

#include <algorithm>

namespace federwerk::web {

namespace {

constexpr int shown = 12;

struct contents {
    std::vector<domain::highlight> highlights;
    std::map<core::snowflake, domain::actor> authors;
};

result<contents> load(db::transaction& tx)
{
    contents out;
    TRY(out.highlights, db::latest_public_highlights(tx, shown));
    for (auto const& h : out.highlights)
        if (!out.authors.contains(h.actor_id)) {
            TRY(auto author, db::find_actor(tx, h.actor_id));
            if (author)
                out.authors.emplace(h.actor_id, *author);
        }
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

} // namespace

answer front_page(app::instance const& in, http::request request)
{
    if (wants_activity(request))
        co_return redirect(in.uris.instance_actor());
    auto const found = co_await in.db.run(load);
    if (!found)
        co_return unavailable_page(in, request);
    auto const& language = language_of(request);
    page p{.view = "front", .title = in.settings.name, .canonical = in.uris.base() + "/"};
    p.description = language.format("front_lead", {{"instance", in.settings.name}});
    p.alternate = in.uris.instance_actor();
    p.values.set("heading", language.text("front_heading"));
    p.values.set("lead", p.description);
    p.values.set("instance_description", in.settings.description.empty() ? data(data::type::bool_false)
                                                                         : data(in.settings.description));
    data list{data::type::list};
    for (auto const& h : found->highlights)
        if (auto const author = found->authors.find(h.actor_id); author != found->authors.end())
            list << highlight_view(in.uris, language, h, &author->second, "h3");
    p.values.set("highlights", list);
    auto const badges = badges_of(found->highlights);
    p.values.set("has_badges", !badges.empty());
    p.values.set("badges", badge_views(in.uris, language, badges));
    co_return render(in, language, std::move(p), request);
}

} // namespace federwerk::web
