// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/openings/incoming_opening.hpp"

#include "app/look_up.hpp"
#include "content/html.hpp"
#include "core/text.hpp"
#include "db/actors.hpp"
#include "db/badges.hpp"
#include "db/opening_intake.hpp"
#include "federation/trust/trust.hpp"

#include <algorithm>

namespace federwerk::app {

namespace {

constexpr std::size_t most_badges = 12, most_html_bytes = 102'400, most_plain_bytes = 20'000;

void add_badges(std::vector<domain::badge>& all, std::vector<domain::badge> more)
{
    for (auto& each : more)
        if (all.size() < most_badges && std::ranges::find(all, each.id, &domain::badge::id) == all.end())
            all.push_back(std::move(each));
}

result<std::vector<domain::badge>> badges_of_seat(db::transaction& tx, std::vector<std::string> const& uris)
{
    TRY(auto const actors, db::find_actors_by_uri(tx, uris));
    for (auto const& each : actors)
        TRY_VOID(badge_of_remote_actor(tx, each));
    std::vector<domain::badge> all;
    TRY(auto named, db::find_badges_by_uri(tx, uris));
    add_badges(all, std::move(named));
    return all;
}

// Hashtags are about the whole, which is the first seat for those who have but one.
result<> add_hashtags(db::transaction& tx, std::vector<std::string> const& hashtags, domain::seat& first)
{
    std::vector<std::string> slugs;
    for (auto const& tag : hashtags)
        slugs.push_back(core::slugify(tag));
    TRY(auto tagged, db::find_badges_by_names(tx, slugs));
    add_badges(first.badges, std::move(tagged));
    return {};
}

} // namespace

result<translate::remote_opening> clean_opening(translate::remote_opening in)
{
    auto& o = in.opening;
    o.html = content::sanitise(o.html);
    if (o.html.size() > most_html_bytes)
        o.html = "<p>" + core::escape_html(content::excerpt(o.html, 5'000)) + "</p>";
    o.plain = content::plain_text(o.html);
    if (o.plain.size() > most_plain_bytes)
        o.plain = content::excerpt(o.html, most_plain_bytes / 4);
    return in;
}

result<domain::opening> incoming_opening(db::transaction& tx, domain::uris const& uris,
                                         translate::remote_opening in, domain::actor const& owner)
{
    auto& o = in.opening;
    if (uris.is_ours(o.uri) || owner.local)
        return failure{errc::forbidden, "a peer sent an opening of ours: " + o.uri, {}};
    for (auto const& seat : o.seats)
        if (!trust::same_origin(seat.uri, o.uri))
            return failure{errc::forbidden, "a seat that lives elsewhere: " + seat.uri, {}};
    o.actor_id = owner.id;
    for (std::size_t i = 0; i < o.seats.size() && i < in.badge_uris.size(); ++i) {
        TRY(o.seats[i].badges, badges_of_seat(tx, in.badge_uris[i]));
    }
    // Of a call with several seats nobody could say which one a hashtag is about.
    if (o.seats.size() == 1)
        TRY_VOID(add_hashtags(tx, in.hashtags, o.seats.front()));
    return std::move(o);
}

result<> keep_positions(db::transaction& tx, domain::opening const& before, domain::opening& after)
{
    TRY(auto used, db::asked_positions(tx, before.id));
    for (auto const& seat : before.seats)
        used.push_back(seat.position);
    int next = 0;
    for (auto& seat : after.seats) {
        auto const same = std::ranges::find(before.seats, seat.uri, &domain::seat::uri);
        while (std::ranges::find(used, next) != used.end())
            ++next;
        seat.position = same != before.seats.end() ? same->position : next++;
    }
    return {};
}

} // namespace federwerk::app
