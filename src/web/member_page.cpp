// SPDX-License-Identifier: AGPL-3.0-or-later
#include "db/actors.hpp"
#include "db/awards.hpp"
#include "db/badges.hpp"
#include "db/credits.hpp"
#include "db/openings.hpp"
#include "db/public_highlights.hpp"
#include "web/award_view.hpp"
#include "web/profile.hpp"
#include "web/stored_page.hpp"
#include "web/views.hpp"

#include <algorithm>
#include <map>

namespace federwerk::web {

namespace {

constexpr int most_openings = 20;

struct contents {
    domain::actor member;
    std::vector<domain::badge> worn;
    std::map<core::snowflake, badge_level> backed; // Badges on public highlights of theirs, and issued ones
    std::vector<domain::shown_award> awards;
    std::vector<domain::opening> openings;
    std::vector<domain::highlight> highlights;
    people known;
};

badge_level to_level(db::backing how)
{
    switch (how) {
    case db::backing::claimed:
        return badge_level::claimed;
    case db::backing::shown:
        return badge_level::shown;
    case db::backing::confirmed:
        return badge_level::confirmed;
    case db::backing::issued:
        break;
    }
    return badge_level::issued;
}

result<contents> load(db::transaction& tx, std::string const& handle, std::optional<core::snowflake> before)
{
    TRY(auto member, db::find_local_actor(tx, handle));
    if (!member || member->kind != domain::actor_kind::person || member->state != domain::actor_state::active)
        return failure{errc::not_found, "no member to show: " + handle, {}};
    contents out{.member = *member};
    TRY(out.worn, db::worn_by(tx, member->id));
    TRY(auto const backing, db::backing_of_badges(tx, member->id));
    for (auto const& [badge_id, how] : backing)
        out.backed.emplace(badge_id, to_level(how));
    TRY(out.awards, db::shown_awards_of(tx, member->id));
    if (!before) {
        TRY(out.openings, db::openings_of_actor(tx, member->id, {}, {.before = {}, .limit = most_openings}));
    }
    TRY(out.highlights, db::public_timeline(tx, member->id, before, per_page));
    TRY(out.known, people_of(tx, out.highlights));
    return out;
}

badge_level level_of(contents const& found, domain::badge const& badge)
{
    auto const at = found.backed.find(badge.id);
    return at == found.backed.end() ? badge_level::claimed : at->second;
}

// The newest of those who issued it says it.
data worn_view(domain::uris const& uris, locale const& language, contents const& found,
               domain::badge const& badge)
{
    auto view = badge_view(uris, language, badge, level_of(found, badge));
    auto const by =
        std::ranges::find_if(found.awards, [&](auto const& each) { return each.award.badge_id == badge.id; });
    if (by != found.awards.end())
        view.set("level_word", issued_by(language, *by));
    return view;
}

data families(domain::uris const& uris, locale const& language, contents const& found)
{
    data list{data::type::list};
    for (int kind = 0; kind <= static_cast<int>(domain::badge_kind::fun); ++kind) {
        data badges{data::type::list};
        for (auto const& badge : found.worn)
            if (static_cast<int>(badge.kind) == kind)
                badges << worn_view(uris, language, found, badge);
        if (badges.is_empty_list())
            continue;
        data family{data::type::object};
        family.set("family",
                   language.text("kind_" + std::string(to_string(static_cast<domain::badge_kind>(kind)))));
        family.set("badges", badges);
        list << family;
    }
    return list;
}

int year_of(domain::highlight const& h)
{
    auto const day = h.happened ? h.happened->to.value_or(h.happened->from)
                                : core::day(std::chrono::floor<std::chrono::days>(h.published));
    return static_cast<int>(day.year());
}

// The timeline is in the order of what happened, so that each year opens one section.
data years(domain::uris const& uris, locale const& language, contents const& found)
{
    std::vector<std::pair<int, data>> sections;
    for (auto const& h : found.highlights) {
        if (sections.empty() || sections.back().first != year_of(h))
            sections.emplace_back(year_of(h), data{data::type::list});
        auto view = highlight_view(uris, language, h, found.known, "h4");
        if (h.actor_id == found.member.id)
            view.set("author", false); // Goes without saying
        sections.back().second << view;
    }
    data list{data::type::list};
    for (auto const& [year, highlights] : sections) {
        data one{data::type::object};
        one.set("year", std::to_string(year));
        one.set("highlights", highlights);
        list << one;
    }
    return list;
}

page describe(app::instance const& in, locale const& language, contents const& found)
{
    page p = profile(in.uris, language, "member", found.member, found.openings);
    auto const worn = families(in.uris, language, found);
    p.wide = !worn.is_empty_list();
    p.values.set("has_families", p.wide);
    p.values.set("families", worn);
    p.values.set("has_awards", !found.awards.empty());
    p.values.set("awards", award_views(language, found.awards));
    p.values.set("years", years(in.uris, language, found));
    p.values.set("older", older(found.highlights));
    return p;
}

} // namespace

answer member_page(app::instance const& in, http::request request)
{
    std::string const handle(request.parameter("handle"));
    auto const last = before(request);
    auto const found = co_await in.db.run([&](db::transaction& tx) { return load(tx, handle, last); });
    if (!found && found.error().code == errc::not_found)
        co_return co_await organisation_page(in, std::move(request));
    co_return show(in, request, found, describe);
}

} // namespace federwerk::web
