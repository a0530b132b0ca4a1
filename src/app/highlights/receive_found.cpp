// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/highlights/receive_found.hpp"

#include "app/highlights/incoming_highlight.hpp"
#include "app/highlights/receive_highlight.hpp"
#include "db/found_highlights.hpp"
#include "db/highlights.hpp"
#include "db/media.hpp"
#include "db/openings.hpp"
#include "db/tombstones.hpp"

namespace federwerk::app {

namespace {

bool may_be_kept(translate::remote_highlight const& in)
{
    return in.dated && in.highlight.seen_by == domain::visibility::public_;
}

// What its author wrote down long after it happened was delivered to nobody, as a rule: it is kept for the
// profile, and is no news today.
bool is_backdated(domain::highlight const& h)
{
    return h.happened && std::chrono::sys_days(h.happened->to.value_or(h.happened->from)) <
                             h.published - domain::quiet_after;
}

} // namespace

result<bool> receive_found(db::transaction& tx, domain::uris const& uris,
                           translate::remote_highlight const& in, domain::actor const& author)
{
    if (!may_be_kept(in))
        return false;
    TRY_VOID(db::hold_back_others(tx, in.highlight.uri));
    TRY(bool const deleted, db::is_deleted(tx, in.highlight.uri, author.id));
    TRY(auto const known, db::find_any_highlight(tx, in.highlight.uri));
    if (deleted || known)
        return false;
    TRY(auto h, incoming_highlight(tx, uris, in, author));
    h.quiet = is_backdated(h);
    TRY(h.id, db::insert_found_highlight(tx, h));
    TRY_VOID(db::replace_remote_media(tx, h));
    if (!h.quiet)
        TRY_VOID(db::fan_out_to_followers(tx, h.id));
    return true;
}

result<bool> receive_found_announced(db::transaction& tx, domain::uris const& uris, announcement const& what,
                                     core::time_point now)
{
    TRY_VOID(receive_found(tx, uris, what.content, what.author));
    TRY(auto const known, db::find_any_highlight(tx, what.content.highlight.uri));
    if (!known || known->seen_by != domain::visibility::public_)
        return false;
    TRY_VOID(receive_announce(tx, what.uri, what.announcer, known->id, now));
    return true;
}

result<bool> receive_found_opening(db::transaction& tx, domain::uris const& uris,
                                   translate::remote_opening in, domain::actor const& owner,
                                   opening_caps const& caps, core::time_point now)
{
    if (in.opening.audience != domain::audience::everyone)
        return false;
    TRY_VOID(db::hold_back_others(tx, in.opening.uri));
    TRY(auto const known, db::find_any_opening(tx, in.opening.uri));
    if (known)
        return false;
    TRY(auto const done, take_in_opening(tx, uris, std::move(in), owner, {.found = true, .caps = caps}, now));
    return done == intake::stored;
}

} // namespace federwerk::app
