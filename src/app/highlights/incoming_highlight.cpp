// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/highlights/incoming_highlight.hpp"

#include "app/look_up.hpp"
#include "core/text.hpp"
#include "db/actors.hpp"
#include "db/badges.hpp"

#include <algorithm>

namespace federwerk::app {

namespace {

constexpr std::size_t most_badges = 12, most_pictures = 16;

void add_badges(std::vector<domain::badge>& all, std::vector<domain::badge> more)
{
    for (auto& each : more)
        if (all.size() < most_badges && std::ranges::find(all, each.id, &domain::badge::id) == all.end())
            all.push_back(std::move(each));
}

// Named by their actors first; then hashtags that are the slug or an alias of a badge of ours.
result<std::vector<domain::badge>> badges_of(db::transaction& tx, translate::remote_highlight const& in)
{
    TRY(auto const actors, db::find_actors_by_uri(tx, in.badge_uris));
    for (auto const& each : actors)
        TRY_VOID(badge_of_remote_actor(tx, each));
    std::vector<domain::badge> all;
    TRY(auto named, db::find_badges_by_uri(tx, in.badge_uris));
    add_badges(all, std::move(named));
    std::vector<std::string> slugs;
    for (auto const& tag : in.hashtags)
        slugs.push_back(core::slugify(tag));
    TRY(auto tagged, db::find_badges_by_names(tx, slugs));
    add_badges(all, std::move(tagged));
    return all;
}

} // namespace

result<domain::highlight> incoming_highlight(db::transaction& tx, domain::uris const& uris,
                                             translate::remote_highlight in, domain::actor const& author)
{
    if (uris.is_ours(in.highlight.uri) || author.local)
        return failure{errc::forbidden, "a peer sent a highlight of ours: " + in.highlight.uri, {}};
    TRY(auto badges, badges_of(tx, in));
    auto h = std::move(in.highlight);
    h.local = false;
    h.actor_id = author.id;
    h.markdown.reset();
    h.collaborators.clear(); // Credit is confirmed by those credited, never by who claims it
    h.pictures.resize(std::min(h.pictures.size(), most_pictures));
    if (h.language && h.language->size() > 35)
        h.language.reset();
    h.badges = std::move(badges);
    return h;
}

} // namespace federwerk::app
