// SPDX-License-Identifier: AGPL-3.0-or-later
#include "db/actors.hpp"
#include "db/openings.hpp"
#include "db/organisations.hpp"
#include "db/profiles.hpp"
#include "web/profile.hpp"
#include "web/stored_page.hpp"
#include "web/views.hpp"

#include <algorithm>

namespace federwerk::web {

namespace {

constexpr int most_openings = 40;

struct contents {
    domain::actor organisation;
    std::vector<domain::actor> people; // Who agreed to be named
    std::vector<domain::opening> openings;
};

result<std::vector<domain::actor>> listed_people(db::transaction& tx, core::snowflake organisation_id)
{
    TRY(auto const seats, db::people_of(tx, organisation_id));
    std::vector<core::snowflake> ids;
    for (auto const& seat : seats)
        if (seat.listed)
            ids.push_back(seat.member_id);
    TRY(auto found, db::find_actors(tx, ids));
    std::erase_if(found, [](auto const& who) { return who.state != domain::actor_state::active; });
    std::ranges::sort(found, {}, [](auto const& who) { return name_of(who); });
    return found;
}

// Before its domain is proven, and while it is not any more, nobody else knows of it.
result<contents> load(db::transaction& tx, std::string const& handle)
{
    TRY(auto const found, db::find_local_actor(tx, handle));
    bool const shown = found && found->kind == domain::actor_kind::organization && found->verified &&
                       found->state == domain::actor_state::active;
    if (!shown) {
        bool const ended = found && found->state == domain::actor_state::gone;
        return failure{ended ? errc::gone : errc::not_found, "no organisation to show: " + handle, {}};
    }
    contents out{.organisation = *found};
    TRY(out.people, listed_people(tx, found->id));
    TRY(out.openings, db::openings_of_actor(tx, found->id, {}, {.before = {}, .limit = most_openings}));
    return out;
}

data people_views(std::vector<domain::actor> const& people)
{
    data list{data::type::list};
    for (auto const& who : people) {
        data one{data::type::object};
        one.set("name", name_of(who));
        one.set("href", address_of(who));
        one.set("face", face(who, ""));
        list << one;
    }
    return list;
}

page describe(app::instance const& in, locale const& language, contents const& found)
{
    auto const& o = found.organisation;
    page p = profile(in.uris, language, "organisation", o, found.openings);
    p.values.set("site", "https://" + *o.verified);
    p.values.set("verified", language.format("verified_via", {{"domain", *o.verified}}));
    p.values.set("has_people", !found.people.empty());
    p.values.set("people", people_views(found.people));
    return p;
}

} // namespace

answer organisation_page(app::instance const& in, http::request request)
{
    std::string const handle(request.parameter("handle"));
    auto const found = co_await in.db.run([&](db::transaction& tx) { return load(tx, handle); });
    co_return show(in, request, found, describe);
}

} // namespace federwerk::web
