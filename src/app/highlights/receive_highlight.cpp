// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/highlights/receive_highlight.hpp"

#include "app/highlights/announce_highlight.hpp"
#include "app/highlights/incoming_highlight.hpp"
#include "db/actors.hpp"
#include "db/badges.hpp"
#include "db/credits.hpp"
#include "db/follows.hpp"
#include "db/found_highlights.hpp"
#include "db/highlights.hpp"
#include "db/media.hpp"
#include "db/multiverse.hpp"
#include "db/purge.hpp"
#include "db/tombstones.hpp"

#include <algorithm>

namespace federwerk::app {

namespace {

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
    h.content_edited_at = domain::same_content(before, h) ? before.content_edited_at : h.edited_at;
    TRY_VOID(db::update_highlight(tx, h));
    TRY_VOID(db::replace_remote_media(tx, h));
    TRY_VOID(db::fan_out(tx, h));
    TRY_VOID(retract_announces(tx, h, which::no_longer_worn, *h.edited_at));
    return announce_where_trusted(tx, uris, h, author, *h.edited_at);
}

// What was found in an outbox before it was delivered: now it is for all whom it concerns, as it stands.
result<> arrive(db::transaction& tx, domain::uris const& uris, std::string const& uri,
                domain::actor const& author, core::time_point now)
{
    TRY(auto const stored, db::find_any_highlight(tx, uri));
    if (!stored)
        return {};
    TRY_VOID(db::fan_out(tx, *stored));
    return announce_where_trusted(tx, uris, *stored, author, now);
}

} // namespace

result<> receive_highlight(db::transaction& tx, domain::uris const& uris, translate::remote_highlight in,
                           domain::actor const& author, core::time_point now)
{
    auto const uri = in.highlight.uri;
    TRY(auto h, incoming_highlight(tx, uris, std::move(in), author));
    TRY(bool const deleted, db::is_deleted(tx, uri, author.id));
    if (deleted)
        return {};
    TRY(auto const before, db::find_any_highlight(tx, uri));
    if (!before)
        return store_new(tx, uris, std::move(h), author, now);
    if (before->actor_id != author.id)
        return failure{errc::forbidden, "not the author of " + uri + ": " + author.uri, {}};
    TRY(bool const was_found, db::arrives_now(tx, before->id));
    TRY_VOID(store_edit(tx, uris, std::move(h), *before, author));
    return was_found ? arrive(tx, uris, uri, author, now) : result<>{};
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
    TRY_VOID(db::hold_back_others(tx, object_uri));
    TRY(auto const stored, db::find_any_highlight(tx, object_uri));
    if (!stored) {
        TRY_VOID(db::end_credits(tx, object_uri, by.id));
        return db::insert_tombstone(tx, {object_uri, false, "Note", now, by.id});
    }
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
