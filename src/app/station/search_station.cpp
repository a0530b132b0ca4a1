// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/station/search_station.hpp"

#include "app/openings/opening_owner.hpp"
#include "db/actors.hpp"
#include "db/openings.hpp"
#include "db/profiles.hpp"

#include <algorithm>
#include <map>

namespace federwerk::app {

namespace {

using candidates = std::vector<domain::station_candidate>;

constexpr int most_windows_at_once = 3; // Where nobody of a window may be shown

struct ranked {
    domain::station_place place;
    domain::station_candidate const* what;
    domain::station_standing standing;
};

result<std::optional<domain::actor>> named_organisation(db::transaction& tx, std::string const& handle)
{
    auto const at = handle.find('@');
    auto const username = handle.substr(0, at);
    if (at == std::string::npos)
        return db::find_local_actor(tx, username);
    TRY(auto found, db::find_actor_by_handle(tx, username, handle.substr(at + 1)));
    return found;
}

// The own opening whose other half is looked for.
result<domain::opening> own_swap(db::transaction& tx, domain::actor const& member, core::snowflake id)
{
    TRY(auto found, db::find_opening(tx, id, db::viewer(member.id)));
    bool own = false;
    if (found && found->local) {
        TRY(own, acts_for(tx, member, found->actor_id));
    }
    if (!own || found->in_exchange.empty())
        return failure{errc::invalid,
                       "complementary to nothing of this member",
                       "This cannot be searched for.",
                       {{"complementary_to", "must be the id of an opening of your own that is a swap"}}};
    return std::move(*found);
}

result<db::station_search> resolve(db::transaction& tx, domain::actor const& member,
                                   domain::station_query const& query)
{
    db::station_search search{query, std::nullopt, std::nullopt};
    if (!query.organisation.empty()) {
        TRY(auto const found, named_organisation(tx, query.organisation));
        bool const known = found && found->kind == domain::actor_kind::organization;
        search.organisation = known ? found->id : core::snowflake{}; // Nobody has the id 0
    }
    if (query.complementary_to) {
        TRY(search.complement_of, own_swap(tx, member, *query.complementary_to));
    }
    return search;
}

// Of hits that all have the badges, none stands higher for them.
result<std::map<std::string, int>> weigh_asked(db::transaction& tx, domain::station_query const& query,
                                               std::map<std::string, int> const& worn,
                                               std::string const& rarity_day)
{
    std::vector<std::string> others;
    if (!query.all_badges)
        std::ranges::copy_if(query.badges, std::back_inserter(others),
                             [&](auto const& each) { return !worn.contains(each); });
    return db::weigh_badges(tx, rarity_day, others);
}

result<domain::yardstick> measure(db::transaction& tx, db::station_viewer const& who,
                                  domain::station_query const& query, station_cursor const& at)
{
    domain::yardstick by{at.moment, {}, {}};
    TRY(by.worn, db::weigh_badges(tx, at.rarity_day, who.worn));
    TRY(by.asked, weigh_asked(tx, query, by.worn, at.rarity_day));
    return by;
}

// The first of those that stand behind the place; one more than asked for tells that there is more.
std::vector<ranked> rank(candidates const& all, domain::yardstick const& by,
                         std::optional<domain::station_place> const& after, int limit)
{
    std::vector<ranked> out;
    out.reserve(all.size());
    for (auto const& each : all) {
        auto standing = domain::standing_of(each, by);
        domain::station_place const place{standing.points(), each.id};
        if (!after || place < *after)
            out.push_back({place, &each, std::move(standing)});
    }
    auto const wanted = std::min(out.size(), static_cast<std::size_t>(limit) + 1);
    std::ranges::partial_sort(out, out.begin() + static_cast<std::ptrdiff_t>(wanted), std::ranges::greater{},
                              &ranked::place);
    out.erase(out.begin() + static_cast<std::ptrdiff_t>(wanted), out.end());
    return out;
}

// By the one rule of who sees an opening, once more, for what is shown.
result<> load(db::transaction& tx, domain::actor const& member, std::vector<ranked> const& chosen,
              std::vector<station_hit>& items)
{
    std::vector<core::snowflake> ids, owners;
    std::map<core::snowflake, ranked const*> by_id;
    for (auto const& each : chosen) {
        ids.push_back(each.place.id);
        by_id.emplace(each.place.id, &each);
    }
    TRY(auto openings, db::find_openings(tx, ids, db::viewer(member.id)));
    for (auto const& each : openings)
        owners.push_back(each.actor_id);
    TRY(auto const found, db::find_actors(tx, owners));
    std::map<core::snowflake, domain::actor const*> known;
    for (auto const& each : found)
        known.emplace(each.id, &each);
    for (auto& each : openings) {
        auto const owner = known.find(each.actor_id);
        auto const& from = *by_id.at(each.id);
        if (owner != known.end())
            items.push_back({std::move(each), *owner->second, from.standing, from.what->credits});
    }
    return {};
}

station_cursor first_cursor(db::station_viewer const& who, core::time_point now)
{
    return {now, who.rarity_day, who.newest, {}, std::nullopt};
}

struct window_result {
    candidates all;
    bool more_below = false; // There is another window
};

// A window that begins is bounded in number, and remembers where it ended; afterwards that is its bound. It
// begins at the newest that the viewer may see: the cursor tells of no other.
result<window_result> look(db::transaction& tx, db::station_search const& search,
                           db::station_viewer const& who, station_cursor& at, core::time_point now)
{
    bool const begins = !at.after;
    window_result w;
    db::station_window const window{at.bottom, at.top,
                                    begins ? station_window_size : 2 * station_window_size};
    TRY(w.all, db::find_candidates(tx, search, who, window, now));
    if (begins && !w.all.empty())
        at.top = w.all.front().id;
    if (begins && w.all.size() == static_cast<std::size_t>(station_window_size))
        at.bottom = w.all.back().id;
    w.more_below = at.bottom.value > 0;
    return w;
}

} // namespace

result<station_page> search_station(db::transaction& tx, domain::actor const& member,
                                    domain::station_query const& query,
                                    std::optional<station_cursor> const& cursor, int limit,
                                    core::time_point now)
{
    TRY(auto const search, resolve(tx, member, query));
    TRY(auto const who, db::find_station_viewer(tx, member.id));
    auto at = cursor.value_or(first_cursor(who, now));
    TRY(auto const by, measure(tx, who, query, at));
    station_page page;
    for (int windows = 0; windows < most_windows_at_once; ++windows) {
        TRY(auto const w, look(tx, search, who, at, now));
        if (!cursor && windows == 0) {
            page.facets = domain::count_facets(w.all);
            page.all_counted = !w.more_below;
        }
        auto chosen = rank(w.all, by, at.after, limit);
        bool const more_here = chosen.size() > static_cast<std::size_t>(limit);
        if (more_here)
            chosen.pop_back();
        page.next.reset();
        if (more_here)
            page.next = station_cursor{at.moment, at.rarity_day, at.top, at.bottom, chosen.back().place};
        else if (w.more_below)
            page.next = station_cursor{at.moment, at.rarity_day, {at.bottom.value - 1}, {}, std::nullopt};
        TRY_VOID(load(tx, member, chosen, page.items));
        if (!page.items.empty() || !page.next)
            break;
        at = *page.next;
    }
    return page;
}

result<station_asker> find_asker(db::transaction& tx, domain::actor const& member, core::time_point now)
{
    TRY(auto who, db::find_station_viewer(tx, member.id));
    TRY(auto worn, db::weigh_badges(tx, who.rarity_day, who.worn));
    return station_asker{member, now, std::move(who), std::move(worn)};
}

result<std::vector<station_hit>> search_new(db::transaction& tx, station_asker const& asker,
                                            domain::station_query const& query, news_between const& when,
                                            int limit)
{
    TRY(auto const search, resolve(tx, asker.member, query));
    domain::yardstick by{asker.now, asker.worn, {}};
    TRY(by.asked, weigh_asked(tx, query, by.worn, asker.who.rarity_day));
    db::station_window const window{
        .bottom = {when.after.value + 1}, .top = when.until, .at_most = station_window_size, .of_news = true};
    TRY(auto const all, db::find_candidates(tx, search, asker.who, window, asker.now));
    auto chosen = rank(all, by, std::nullopt, limit);
    if (chosen.size() > static_cast<std::size_t>(limit))
        chosen.pop_back();
    std::vector<station_hit> items;
    TRY_VOID(load(tx, asker.member, chosen, items));
    return items;
}

} // namespace federwerk::app
