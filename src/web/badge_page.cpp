// SPDX-License-Identifier: AGPL-3.0-or-later
#include "db/actors.hpp"
#include "db/badges.hpp"
#include "db/highlights.hpp"
#include "web/assets.hpp"
#include "web/stored_page.hpp"
#include "web/views.hpp"

namespace federwerk::web {

namespace {

struct contents {
    domain::badge badge;
    std::optional<domain::actor> creator;
    std::vector<domain::highlight> highlights;
    people known;
};

result<contents> load(db::transaction& tx, std::string const& slug, std::optional<core::snowflake> before)
{
    TRY(auto badge, db::find_badge_by_slug(tx, slug));
    if (!badge)
        return failure{errc::not_found, "no badge " + slug, {}};
    contents out{.badge = *badge};
    if (badge->creator_id) {
        TRY(out.creator, db::find_actor(tx, *badge->creator_id));
    }
    TRY(out.highlights, db::highlights_with_badge(tx, badge->id, {}, {before, per_page}));
    TRY(out.known, people_of(tx, out.highlights));
    return out;
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
    p.values.set("older", older(found.highlights));
    return p;
}

} // namespace

answer badge_page(app::instance const& in, http::request request)
{
    std::string const slug(request.parameter("slug"));
    auto const last = before(request);
    auto const found = co_await in.db.run([&](db::transaction& tx) { return load(tx, slug, last); });
    if (found && found->badge.slug != slug && !wants_activity(request)) // An alias
        co_return redirect(in.uris.badge_page(found->badge.slug));
    co_return show(in, request, found, describe);
}

} // namespace federwerk::web
