// SPDX-License-Identifier: AGPL-3.0-or-later
#include "api/federwerk/notifications.hpp"

#include "api/body.hpp"
#include "api/federwerk/actor_entry.hpp"
#include "api/federwerk/paging.hpp"
#include "api/federwerk/routes.hpp"
#include "api/idempotency.hpp"
#include "db/notifications.hpp"
#include "db/profiles.hpp"
#include "json/reader.hpp"

#include <map>

namespace federwerk::api {

namespace {

using boost::asio::awaitable;

struct shown {
    std::vector<domain::notification> items;
    std::map<core::snowflake, domain::actor> actors;
};

result<shown> find(db::transaction& tx, core::snowflake member_id, list_page const& page)
{
    shown s;
    TRY(s.items, db::notifications_of(tx, member_id, page.cursor, page.limit + 1));
    std::vector<core::snowflake> wanted;
    for (auto const& each : s.items)
        if (each.actor_id)
            wanted.push_back(*each.actor_id);
    TRY(auto found, db::find_actors(tx, wanted));
    for (auto& each : found)
        s.actors.emplace(each.id, std::move(each));
    return s;
}

void write_notification(json::writer& w, shown const& s, domain::notification const& n)
{
    w.object([&] {
        w.field("id", n.id).field("kind", domain::to_string(n.kind)).key("actor");
        auto const actor = n.actor_id ? s.actors.find(*n.actor_id) : s.actors.end();
        actor == s.actors.end() ? void(w.null()) : write_actor(w, actor->second);
        w.field("request_id", n.request_id).field("opening_id", n.opening_id).field("credit_id", n.credit_id);
        w.field("saved_search_id", n.search_id).key("subject_uri");
        n.subject_uri.empty() ? w.null() : w.value(n.subject_uri);
        w.field("created_at", n.created_at).field("read_at", n.read_at);
    });
}

awaitable<result<http::response>> list(app::instance const& in, call c)
{
    CO_TRY(auto const page, page_of(c.request));
    CO_TRY(auto s, co_await in.db.run([&](db::transaction& tx) { return find(tx, c.viewer_id(), page); }));
    auto const next = cut(s.items, page.limit);
    json::writer w;
    w.object([&] {
        w.array("items", [&] {
            for (auto const& each : s.items)
                write_notification(w, s, each);
        });
        w.field("next", next);
    });
    co_return json_response(200, w.take());
}

awaitable<result<http::response>> read(app::instance const& in, call c)
{
    CO_TRY(auto const body, parse_body(c.request));
    json::reader reading(body.root());
    auto const up_to = core::snowflake::parse(reading.text("up_to", 20, 1));
    if (!up_to)
        reading.refuse("up_to", "must be the id of a notification");
    reading.allow_only({"up_to"});
    if (auto refused = reading.refusal())
        co_return *refused;
    auto const with = kept<core::snowflake>(c, [](core::snowflake) { return http::response{.status = 204}; });
    auto const mark = [&](db::transaction& tx) -> result<> {
        TRY_VOID(db::mark_read(tx, c.viewer_id(), *up_to, core::now()));
        return app::write_along(with, tx, *up_to);
    };
    CO_TRY_VOID(co_await in.db.run(mark));
    co_return http::response{.status = 204};
}

awaitable<result<http::response>> put_away(app::instance const& in, call c)
{
    auto const id = core::snowflake::parse(c.request.parameter("id"));
    auto const work = [&](db::transaction& tx) -> result<bool> {
        return id ? db::dismiss(tx, c.viewer_id(), *id, core::now()) : result<bool>(false);
    };
    CO_TRY(bool const done, co_await in.db.run(work));
    if (!done)
        co_return failure{errc::not_found, "no such notification", "There is no such notification."};
    co_return http::response{.status = 204};
}

} // namespace

std::vector<api_route> notification_routes(app::instance const& in)
{
    auto const path = std::string(federwerk_prefix) + "/notifications";
    return {{http::method::get,
             path,
             who::member,
             "read",
             0,
             [&in](call c) { return list(in, std::move(c)); },
             {"", "notifications", 200, "cursor limit"}},
            {http::method::post,
             path + "/read",
             who::member,
             "write",
             1024,
             [&in](call c) { return read(in, std::move(c)); },
             {"notifications_read_request", "", 204}},
            {http::method::delete_, path + "/{id}", who::member, "write", 0,
             [&in](call c) { return put_away(in, std::move(c)); }}};
}

} // namespace federwerk::api
