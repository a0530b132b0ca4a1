// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/highlights/receive_announced.hpp"

#include "app/highlights/incoming_highlight.hpp"
#include "app/highlights/receive_highlight.hpp"
#include "db/actors.hpp"
#include "db/highlights.hpp"
#include "db/media.hpp"
#include "db/tombstones.hpp"

namespace federwerk::app {
namespace {

result<core::snowflake> store(db::transaction& tx, domain::uris const& uris,
                              translate::remote_highlight const& content, domain::actor const& author)
{
    TRY(auto h, incoming_highlight(tx, uris, content, author));
    TRY(h.id, db::next_id(tx));
    TRY_VOID(db::insert_highlight(tx, h));
    TRY_VOID(db::replace_remote_media(tx, h));
    return h.id;
}

} // namespace

result<bool> receive_announced(db::transaction& tx, domain::uris const& uris, announcement const& what,
                               core::time_point now)
{
    auto const& uri = what.content.highlight.uri;
    // Whoever repeats what was said to few does not make it public (T-16).
    if (what.content.highlight.seen_by != domain::visibility::public_)
        return false;
    TRY(bool const deleted, db::is_deleted(tx, uri, what.author.id));
    if (deleted)
        return false;
    TRY_VOID(receive_highlight(tx, uris, what.content, what.author, now));
    TRY(auto const known, db::find_any_highlight(tx, uri));
    core::snowflake id;
    if (known) {
        id = known->id;
    } else {
        TRY(id, store(tx, uris, what.content, what.author));
    }
    TRY_VOID(receive_announce(tx, what.uri, what.announcer, id, now));
    return true;
}

result<> keep_highlight(db::transaction& tx, domain::uris const& uris,
                        translate::remote_highlight const& content, domain::actor const& author)
{
    auto const& uri = content.highlight.uri;
    TRY(bool const deleted, db::is_deleted(tx, uri, author.id));
    TRY(auto const known, db::find_any_highlight(tx, uri));
    if (deleted || known)
        return {};
    TRY_VOID(store(tx, uris, content, author));
    return {};
}

} // namespace federwerk::app
