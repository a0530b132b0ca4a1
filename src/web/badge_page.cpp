// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/url.hpp"
#include "db/actors.hpp"
#include "db/badges.hpp"
#include "db/highlights.hpp"
#include "web/assets.hpp"
#include "web/pages.hpp"
#include "web/views.hpp"

namespace federwerk::web {

namespace {

constexpr int per_page = 20;

struct contents {
    domain::badge badge;
    std::optional<domain::actor> creator;
    std::vector<domain::highlight> highlights;
    people known;
};

result<std::optional<contents>> load(db::transaction& tx, std::string const& slug,
                                     std::optional<core::snowflake> before)
{
    TRY(auto badge, db::find_badge_by_slug(tx, slug));
    if (!badge)
        return std::optional<contents>{};
    contents out{.badge = *badge};
    if (badge->creator_id) {
        TRY(out.creator, db::find_actor(tx, *badge->creator_id));
    }
    TRY(out.highlights, db::highlights_with_badge(tx, badge->id, {}, {before, per_page}));
    TRY(out.known, people_of(tx, out.highlights));
    return std::optional(std::move(out));
}

page describe(app::instance const& in, locale const& language, contents const& found)
{
    auto const& badge = found.badge;
    page p{.view = "badge",
           .title = badge.name,
           .description = badge.description,
           .canonical = in.uris.badge_page(badge.slug)};
    p.alternate = badge.uri;
    p.values = badge_view(in.uris, language, badge, badge_level::none);
    p.values.set("text", or_false(badge.description));
    p.values.set("family", language.text("kind_" + std::string(to_string(badge.kind))));
    p.values.set("follow_hint", language.format("badge_follow", {{"handle", "@badge." + badge.slug + "@" +
                                                                                in.uris.authority()}}));
    p.values.set("creator", data::type::bool_false);
    if (found.creator) {
        data creator{data::type::object};
        creator.set("href", address_of(*found.creator));
        creator.set("name", name_of(*found.creator));
        p.values.set("creator", creator);
    }
    p.values.set("highlights", highlight_views(in.uris, language, found.highlights, found.known, "h3"));
    return p;
}

} // namespace

answer badge_page(app::instance const& in, http::request request)
{
    std::string const slug(request.parameter("slug"));
    auto const before = core::snowflake::parse(core::query_value(request.query, "before").value_or(""));
    auto const found = co_await in.db.run(
        [&](db::transaction& tx) { return load(tx, slug, before ? std::optional(*before) : std::nullopt); });
    if (!found)
        co_return unavailable_page(in, request);
    if (!*found)
        co_return not_found_page(in, request);
    if (wants_activity(request))
        co_return redirect((*found)->badge.uri);
    if ((*found)->badge.slug != slug) // An alias
        co_return redirect(in.uris.badge_page((*found)->badge.slug));
    auto const& language = language_of(request);
    auto p = describe(in, language, **found);
    auto const& highlights = (*found)->highlights;
    p.values.set("older", or_false(highlights.size() == per_page ? "?before=" + highlights.back().id.text()
                                                                 : std::string()));
    co_return render(in, language, std::move(p), request);
}

} // namespace federwerk::web
