// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/credits/relay_highlight.hpp"

#include "db/actors.hpp"
#include "db/announces.hpp"
#include "db/credits.hpp"
#include "db/highlights.hpp"
#include "db/multiverse.hpp"
#include "outbox/enqueue.hpp"
#include "translate/outgoing.hpp"

namespace federwerk::app {

namespace {

namespace asio = boost::asio;

result<domain::highlight> find(db::transaction& tx, core::snowflake id, core::snowflake member_id)
{
    TRY(auto found, db::find_highlight(tx, id, member_id));
    if (!found)
        return failure{errc::not_found, "no such highlight for this viewer", {}};
    return std::move(*found);
}

outbox::letter letter(domain::uris const& uris, core::snowflake id, domain::actor const& member,
                      domain::highlight const& h)
{
    return {.uri = uris.activity(id),
            .id = id,
            .actor_id = member.id,
            .type = "Announce",
            .object_uri = h.uri,
            .highlight_id = h.id,
            .public_ = true,
            .body = {},
            .ordering_key = h.uri};
}

result<> relay(db::transaction& tx, domain::uris const& uris, domain::actor const& member,
               domain::highlight const& h)
{
    auto const now = core::now();
    TRY(auto const author, db::find_actor(tx, h.actor_id));
    TRY(auto const id, db::next_id(tx));
    TRY(bool const first, db::insert_announce(tx, {id, uris.activity(id), member.id, h.id, now}));
    if (!first)
        return {};
    auto out = letter(uris, id, member, h);
    auto said = h;
    said.published = now; // An Announce is of the moment in which it is made
    out.body = translate::announce_note(uris, out.uri, member.uri, said, author ? author->uri : "");
    outbox::audience whom;
    whom.followers = true;
    if (author && !author->local)
        whom.actors.push_back(author->id);
    TRY_VOID(outbox::enqueue(tx, out, whom, now));
    TRY_VOID(db::fan_out_announced(tx, member.id, h.id));
    return {};
}

} // namespace

result<bool> may_announce(db::transaction& tx, domain::highlight const& h, domain::actor const& announcer)
{
    if (announcer.kind == domain::actor_kind::group || announcer.id == h.actor_id)
        return true;
    TRY(auto const credit, db::find_credit_of(tx, h.uri, announcer.id));
    return credit && credit->author_id == h.actor_id && credit->state == domain::credit_state::confirmed;
}

asio::awaitable<result<>> relay_highlight(instance const& in, domain::actor member,
                                          core::snowflake highlight_id, along<domain::highlight> with)
{
    auto write = [&](db::transaction& tx) -> result<> {
        TRY(auto const h, find(tx, highlight_id, member.id));
        TRY(auto const credit, db::lock_credit_of(tx, h.uri, member.id));
        bool const credited = credit && credit->state == domain::credit_state::confirmed;
        if (!credited || h.seen_by != domain::visibility::public_)
            return failure{errc::forbidden, "no confirmed credit on " + h.uri,
                           "Only who confirmed that they worked on a public highlight may pass it on."};
        TRY_VOID(relay(tx, in.uris, member, h));
        return write_along(with, tx, h);
    };
    CO_TRY_VOID(co_await in.db.run(write));
    in.post.nudge();
    co_return result<>{};
}

asio::awaitable<result<>> stop_relaying(instance const& in, domain::actor member,
                                        core::snowflake highlight_id)
{
    auto write = [&](db::transaction& tx) -> result<> {
        TRY(auto const h, find(tx, highlight_id, member.id));
        TRY_VOID(end_relay(tx, in.uris, member, h.uri, core::now()));
        return {};
    };
    CO_TRY_VOID(co_await in.db.run(write));
    in.post.nudge();
    co_return result<>{};
}

result<bool> end_relay(db::transaction& tx, domain::uris const& uris, domain::actor const& member,
                       std::string const& highlight_uri, core::time_point now)
{
    TRY(auto const h, db::find_any_highlight(tx, highlight_uri));
    if (!h)
        return false;
    TRY(auto const said, db::find_announce_of(tx, member.id, h->id));
    if (!said)
        return false;
    TRY_VOID(db::forget_announced(tx, member.id, h->id));
    TRY_VOID(db::delete_announce(tx, said->id));
    if (!member.local)
        return true; // They say so themselves
    TRY(auto const id, db::next_id(tx));
    auto out = letter(uris, id, member, *h);
    out.type = "Undo";
    out.highlight_id.reset(); // It outlives the highlight
    out.body = translate::undo_announce(uris, out.uri, member.uri, said->uri, h->uri);
    outbox::audience whom;
    whom.followers = true;
    TRY_VOID(outbox::enqueue(tx, out, whom, now));
    return true;
}

} // namespace federwerk::app
