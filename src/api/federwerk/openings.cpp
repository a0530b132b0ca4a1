// SPDX-License-Identifier: AGPL-3.0-or-later
#include "api/federwerk/openings.hpp"

#include "api/federwerk/named_member.hpp"
#include "api/federwerk/opening_entry.hpp"
#include "api/federwerk/opening_input.hpp"
#include "api/federwerk/paging.hpp"
#include "api/federwerk/routes.hpp"
#include "api/idempotency.hpp"
#include "app/openings/close_opening.hpp"
#include "app/openings/delete_opening.hpp"
#include "app/openings/edit_opening.hpp"
#include "app/openings/publish_opening.hpp"
#include "app/openings/refresh_opening.hpp"
#include "app/openings/renew_call.hpp"
#include "core/url.hpp"
#include "db/actors.hpp"
#include "db/openings.hpp"

namespace federwerk::api {

namespace {

using boost::asio::awaitable;
using domain::opening_form;

constexpr std::size_t most_body = 64 * 1024;

failure absent()
{
    return {errc::not_found, "no such opening for this viewer", {}};
}

result<core::snowflake> id_of(http::request const& request)
{
    auto const id = core::snowflake::parse(request.parameter("id"));
    if (!id)
        return absent();
    return *id;
}

http::response to_response(app::instance const& in, unsigned status, app::owned_opening const& own)
{
    json::writer w;
    write_own_opening(w, in.uris, own, core::now());
    return json_response(status, w.take());
}

awaitable<result<http::response>> publish(app::instance const& in, opening_form form, call c)
{
    CO_TRY(auto wish, read_opening_wish(c.request, form));
    auto const answer = [&](app::owned_opening const& made) { return to_response(in, 201, made); };
    auto with = kept<app::owned_opening>(c, answer);
    auto making = app::publish_opening(in, c.viewer->actor, std::move(wish.draft),
                                       std::move(wish.organisation), std::move(with));
    CO_TRY(auto const made, co_await std::move(making));
    co_return answer(made);
}

awaitable<result<http::response>> edit(app::instance const& in, opening_form form, call c)
{
    CO_TRY(auto const id, id_of(c.request));
    CO_TRY(auto changes, read_opening_edit(c.request, form, core::now()));
    CO_TRY(auto const changed, co_await app::edit_opening(in, c.viewer->actor, id, form, std::move(changes)));
    co_return to_response(in, 200, changed);
}

awaitable<result<http::response>> close(app::instance const& in, opening_form form, call c)
{
    CO_TRY(auto const id, id_of(c.request));
    auto const answer = [&](app::owned_opening const& closed) { return to_response(in, 200, closed); };
    auto with = kept<app::owned_opening>(c, answer);
    CO_TRY(auto const closed, co_await app::close_opening(in, c.viewer->actor, id, form, std::move(with)));
    co_return answer(closed);
}

awaitable<result<http::response>> renew(app::instance const& in, call c)
{
    CO_TRY(auto const id, id_of(c.request));
    CO_TRY(auto const ends_at, read_renewal(c.request));
    auto const answer = [&](app::owned_opening const& made) { return to_response(in, 201, made); };
    auto with = kept<app::owned_opening>(c, answer);
    CO_TRY(auto const made, co_await app::renew_call(in, c.viewer->actor, id, ends_at, std::move(with)));
    co_return answer(made);
}

awaitable<result<http::response>> remove(app::instance const& in, opening_form form, call c)
{
    CO_TRY(auto const id, id_of(c.request));
    CO_TRY_VOID(co_await app::delete_opening(in, c.viewer->actor, id, form));
    co_return http::response{.status = 204};
}

// As the viewer may see each of them: their own, and those of organisations for which they act, whole.
result<std::string> written(db::transaction& tx, app::instance const& in, call const& c,
                            domain::opening const& o, domain::actor const& owner)
{
    json::writer w;
    if (o.local && c.viewer) {
        TRY(auto const own, app::acts_for(tx, c.viewer->actor, o.actor_id));
        if (own) {
            TRY(auto excluded, app::names_of_excluded(tx, o));
            write_own_opening(w, in.uris, {o, owner, std::move(excluded)}, core::now());
            return w.take();
        }
    }
    write_opening(w, in.uris, o, owner, core::now());
    return w.take();
}

db::viewer who_asks(call const& c)
{
    return c.viewer ? db::viewer(c.viewer_id()) : db::viewer();
}

// What lives elsewhere may have changed, or be over, since we heard of it.
awaitable<result<>> look_again(app::instance const& in, core::snowflake id, call const& c)
{
    auto const look = [&](db::transaction& tx) { return db::find_opening(tx, id, who_asks(c)); };
    CO_TRY(auto const seen, co_await in.db.run(look));
    if (seen && !seen->local)
        CO_TRY_VOID(co_await app::refresh_opening(in, id));
    co_return result<>{};
}

awaitable<result<http::response>> read(app::instance const& in, opening_form form, call c)
{
    CO_TRY(auto const id, id_of(c.request));
    if (c.viewer)
        CO_TRY_VOID(co_await look_again(in, id, c));
    CO_TRY(auto body, co_await in.db.run([&](db::transaction& tx) -> result<std::string> {
        TRY(auto const found, db::find_opening(tx, id, who_asks(c)));
        if (!found || found->form != form)
            return absent();
        TRY(auto const owner, db::find_actor(tx, found->actor_id));
        if (!owner)
            return absent();
        return written(tx, in, c, *found, *owner);
    }));
    co_return json_response(200, std::move(body));
}

result<std::string> listed(db::transaction& tx, app::instance const& in, opening_form form, call const& c,
                           list_page const& page)
{
    auto const member = core::query_value(c.request.query, "member");
    if (!member)
        return failure{errc::invalid,
                       "list without a subject",
                       "Ask for those of a member.",
                       {{"member", "must be given"}}};
    TRY(auto const owner, find_named_member(tx, in.uris, *member));
    db::page const wanted{page.cursor, page.limit + 1};
    TRY(auto found, db::openings_of_actor(tx, owner.id, who_asks(c), wanted, form));
    auto const next = cut(found, page.limit);
    std::vector<std::string> items;
    for (auto const& each : found) {
        TRY(auto item, written(tx, in, c, each, owner));
        items.push_back(std::move(item));
    }
    json::writer w;
    w.object([&] {
        w.array("items", [&] {
            for (auto const& item : items)
                w.raw(item);
        });
        w.field("next", next);
    });
    return w.take();
}

awaitable<result<http::response>> list(app::instance const& in, opening_form form, call c)
{
    CO_TRY(auto const page, page_of(c.request));
    CO_TRY(auto body, co_await in.db.run([&](db::transaction& tx) { return listed(tx, in, form, c, page); }));
    co_return json_response(200, std::move(body));
}

std::vector<api_route> routes_of(app::instance const& in, opening_form form)
{
    bool const call_ = form == opening_form::call;
    auto const path = std::string(federwerk_prefix) + (call_ ? "/calls" : "/openings");
    std::string_view const made = call_ ? "call_request" : "opening_request";
    std::string_view const edited = call_ ? "call_edit_request" : "opening_edit_request";
    auto const to = [&in, form](auto handle) {
        return [&in, form, handle](call c) { return handle(in, form, std::move(c)); };
    };
    auto const one = path + "/{id}";
    using enum http::method;
    return {
        {get, path, who::anybody, "", 0, to(list), {"", "openings", 200, "member cursor limit"}},
        {post, path, who::member, "write", most_body, to(publish), {made, "opening_own", 201}},
        {get, one, who::anybody, "", 0, to(read), {"", "opening"}},
        {patch, one, who::member, "write", most_body, to(edit), {edited, "opening_own"}},
        {delete_, one, who::member, "write", 0, to(remove)},
        {post, one + "/close", who::member, "write", 1024, to(close), {"", "opening_own"}},
    };
}

} // namespace

std::vector<api_route> opening_routes(app::instance const& in)
{
    return routes_of(in, opening_form::openness);
}

std::vector<api_route> call_routes(app::instance const& in)
{
    auto routes = routes_of(in, opening_form::call);
    routes.push_back({http::method::post,
                      std::string(federwerk_prefix) + "/calls/{id}/renew",
                      who::member,
                      "write",
                      1024,
                      [&in](call c) { return renew(in, std::move(c)); },
                      {"call_renewal_request", "opening_own", 201}});
    return routes;
}

} // namespace federwerk::api
