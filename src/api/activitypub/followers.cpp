// SPDX-License-Identifier: AGPL-3.0-or-later
// Who follows whom, as far as the member shows it; and FEP-8fcf's list for one origin.
#include "api/activitypub/collection_document.hpp"
#include "api/activitypub/reading.hpp"
#include "core/url.hpp"
#include "db/follows.hpp"
#include "db/members.hpp"

namespace federwerk::api {

namespace {

constexpr int page_size = 40;

enum class side { followers, following };

// Instances and badges show nobody.
result<bool> shows_follows(db::transaction& tx, domain::actor const& actor, actor_place place)
{
    if (place != actor_place::members)
        return false;
    TRY(auto const member, db::find_member(tx, actor.id));
    return member && member->shows_follows;
}

result<std::string> page_of(db::transaction& tx, domain::actor const& actor, side which,
                            std::string const& id, std::optional<core::snowflake> before)
{
    TRY(auto const rows, which == side::followers ? db::followers_of(tx, actor.id, before, page_size)
                                                  : db::follows_by(tx, actor.id, before, page_size));
    collection_page out{.collection_id = id,
                        .id = id + "?page=true" + (before ? "&before=" + before->text() : "")};
    for (auto const& row : rows)
        if (row.follow.state == db::follow_state::accepted)
            out.items.push_back(json_string(row.other.uri));
    if (rows.size() == page_size)
        out.next = id + "?page=true&before=" + rows.back().follow.id.text();
    return write_page(out);
}

struct wish {
    std::string uri;
    actor_place place = actor_place::members;
    side which = side::followers;
    bool page = false;
    std::optional<core::snowflake> before;
};

result<std::string> load(db::transaction& tx, domain::uris const& uris, wish const& w)
{
    TRY(auto const actor, actor_at(tx, w.uri));
    TRY(auto const shown, shows_follows(tx, actor, w.place));
    auto const id = w.which == side::followers ? uris.followers(w.uri) : uris.following(w.uri);
    if (w.page && !shown)
        return failure{errc::not_found, "a page of a hidden collection", {}};
    if (w.page)
        return page_of(tx, actor, w.which, id, w.before);
    TRY(auto const total,
        w.which == side::followers ? db::count_followers(tx, actor.id) : db::count_following(tx, actor.id));
    return write_collection({.id = id, .total = total, .paged = shown});
}

answer read(reading_ptr self, http::request request, actor_place place, side which)
{
    CO_TRY(auto const who, co_await asker(self, request));
    wish w{.uri = uri_of(*self, request, place), .place = place, .which = which};
    w.page = core::query_value(request.query, "page").has_value();
    if (auto const text = core::query_value(request.query, "before"); text && w.page) {
        CO_TRY(w.before, core::snowflake::parse(*text));
    }
    auto const work = [&](db::transaction& tx) { return load(tx, self->in.uris, w); };
    CO_TRY(auto body, co_await self->in.db.run(work));
    co_return document_response(request, std::move(body), who.has_value());
}

} // namespace

answer read_followers(reading_ptr self, http::request request, actor_place place)
{
    return read(std::move(self), std::move(request), place, side::followers);
}

answer read_following(reading_ptr self, http::request request, actor_place place)
{
    return read(std::move(self), std::move(request), place, side::following);
}

// FEP-8fcf: only to the server whose people they are, so that it can take away those that we no longer have.
answer read_synchronization(reading_ptr self, http::request request, actor_place place)
{
    CO_TRY(auto const who, co_await signer(self, request));
    if (!who)
        co_return failure{errc::unauthenticated, "followers_synchronization unsigned", "Sign the request."};
    CO_TRY(auto const address, core::url::parse(who->uri));
    auto const uri = uri_of(*self, request, place);
    auto const work = [&](db::transaction& tx) -> result<std::string> {
        TRY(auto const actor, actor_at(tx, uri));
        TRY(auto const list, db::follower_uris_at(tx, actor.id, address.origin()));
        std::vector<std::string> items;
        for (auto const& follower : list)
            items.push_back(json_string(follower));
        return write_collection({.id = uri + "/followers_synchronization", .items = std::move(items)});
    };
    CO_TRY(auto body, co_await self->in.db.run(work));
    co_return document_response(request, std::move(body), true);
}

} // namespace federwerk::api
