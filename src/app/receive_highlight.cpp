// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/receive_highlight.hpp"

#include "app/announce_highlight.hpp"
#include "app/look_up.hpp"
#include "core/text.hpp"
#include "db/actors.hpp"
#include "db/badges.hpp"
#include "db/follows.hpp"
#include "db/highlights.hpp"
#include "db/media.hpp"
#include "db/multiverse.hpp"
#include "db/purge.hpp"
#include "db/tombstones.hpp"

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

// Every stranger could otherwise speak through a badge (issue 2, section 4): those who follow or wear it may.
result<std::vector<domain::badge>> badges_that_trust(db::transaction& tx, domain::highlight const& h)
{
    TRY(auto const worn, db::worn_by(tx, h.actor_id));
    std::vector<domain::badge> trusting;
    for (auto const& badge : h.badges) {
        if (!badge.host.empty() || !badge.actor_id)
            continue;
        TRY(auto const follow, db::find_follow(tx, h.actor_id, badge.actor_id));
        if ((follow && follow->state == db::follow_state::accepted) ||
            std::ranges::find(worn, badge.id, &domain::badge::id) != worn.end())
            trusting.push_back(badge);
    }
    return trusting;
}

result<> announce_where_trusted(db::transaction& tx, domain::uris const& uris, domain::highlight h,
                                domain::actor const& author, core::time_point now)
{
    TRY(h.badges, badges_that_trust(tx, h));
    return announce_highlight(tx, uris, h, author, {}, now);
}

result<> store_new(db::transaction& tx, domain::uris const& uris, domain::highlight h,
                   domain::actor const& author, core::time_point now)
{
    TRY(bool const concerns, db::concerns_somebody(tx, h));
    if (!concerns)
        return {};
    TRY(h.id, db::next_id(tx));
    TRY_VOID(db::insert_highlight(tx, h));
    TRY_VOID(db::replace_remote_media(tx, h));
    TRY_VOID(db::fan_out(tx, h));
    return announce_where_trusted(tx, uris, h, author, now);
}

// Who may see it stays as it was: a widened edit would show to many what was said to few.
result<> store_edit(db::transaction& tx, domain::uris const& uris, domain::highlight h,
                    domain::highlight const& before, domain::actor const& author)
{
    if (!h.edited_at || *h.edited_at <= before.edited_at.value_or(before.published))
        return {};
    h.id = before.id;
    h.seen_by = before.seen_by;
    h.published = before.published;
    TRY_VOID(db::update_highlight(tx, h));
    TRY_VOID(db::replace_remote_media(tx, h));
    TRY_VOID(db::fan_out(tx, h));
    TRY_VOID(retract_announces(tx, h, which::no_longer_worn, *h.edited_at));
    return announce_where_trusted(tx, uris, h, author, *h.edited_at);
}

} // namespace

result<> receive_highlight(db::transaction& tx, domain::uris const& uris, translate::remote_highlight in,
                           domain::actor const& author, core::time_point now)
{
    auto& h = in.highlight;
    if (uris.is_ours(h.uri) || author.local)
        return failure{errc::forbidden, "a peer sent a highlight of ours: " + h.uri, {}};
    TRY(bool const deleted, db::is_deleted(tx, h.uri, author.id));
    if (deleted)
        return {};
    h.local = false;
    h.actor_id = author.id;
    h.markdown.reset();
    h.collaborators.clear(); // Credit is confirmed by those credited, never by who claims it
    h.pictures.resize(std::min(h.pictures.size(), most_pictures));
    if (h.language && h.language->size() > 35)
        h.language.reset();
    TRY(h.badges, badges_of(tx, in));
    TRY(auto const before, db::find_any_highlight(tx, h.uri));
    if (!before)
        return store_new(tx, uris, std::move(h), author, now);
    if (before->actor_id != author.id)
        return failure{errc::forbidden, "not the author of " + h.uri + ": " + author.uri, {}};
    return store_edit(tx, uris, std::move(h), *before, author);
}

result<> receive_announce(db::transaction& tx, std::string const& announce_uri,
                          domain::actor const& announcer, core::snowflake highlight_id, core::time_point now)
{
    TRY(auto const id, db::next_id(tx));
    TRY(bool const first, db::insert_announce(tx, {id, announce_uri, announcer.id, highlight_id, now}));
    if (!first)
        return {};
    TRY_VOID(db::fan_out_announced(tx, announcer.id, highlight_id));
    return {};
}

result<> receive_deletion(db::transaction& tx, std::string const& object_uri, domain::actor const& by,
                          core::time_point now)
{
    TRY(auto const stored, db::find_any_highlight(tx, object_uri));
    if (!stored)
        return db::insert_tombstone(tx, {object_uri, false, "Note", now, by.id});
    if (stored->local)
        return failure{errc::forbidden, "a peer deleted a highlight of ours: " + object_uri, {}};
    if (stored->actor_id != by.id)
        return failure{errc::forbidden, by.uri + " deletes what is not theirs: " + object_uri, {}};
    TRY_VOID(retract_announces(tx, *stored, which::all, now));
    return db::delete_highlight(tx, *stored, now);
}

result<> receive_departure(db::transaction& tx, domain::actor const& who, core::time_point now)
{
    TRY(auto const announced, db::announced_uris_of(tx, who.id));
    for (auto const& uri : announced) {
        TRY(auto const highlight, db::find_any_highlight(tx, uri));
        if (highlight)
            TRY_VOID(retract_announces(tx, *highlight, which::all, now));
    }
    return db::bury_remote_actor(tx, who.id);
}

} // namespace federwerk::app
