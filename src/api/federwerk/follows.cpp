// SPDX-License-Identifier: AGPL-3.0-or-later
#include "api/federwerk/follows.hpp"

#include "api/body.hpp"
#include "api/federwerk/actor_entry.hpp"
#include "api/federwerk/paging.hpp"
#include "api/federwerk/routes.hpp"
#include "api/idempotency.hpp"
#include "app/follows/answer_follow.hpp"
#include "app/follows/follow.hpp"
#include "app/follows/unfollow.hpp"
#include "db/follows.hpp"
#include "json/reader.hpp"

namespace federwerk::api {

namespace {

using boost::asio::awaitable;
using lister = decltype(&db::follows_by);

failure absent()
{
    return {errc::not_found, "no such follow for this viewer", {}};
}

result<core::snowflake> id_of(http::request const& request)
{
    auto const id = core::snowflake::parse(request.parameter("id"));
    if (!id)
        return absent();
    return *id;
}

result<std::string> target_of(http::request const& request)
{
    TRY(auto const body, parse_body(request));
    json::reader in(body.root());
    auto target = in.text("target", 2'048, 1);
    in.allow_only({"target"});
    if (auto refused = in.refusal())
        return *refused;
    return target;
}

void write_follow(json::writer& w, db::follow const& f, domain::actor const& other)
{
    w.object([&] {
        w.field("id", f.id).field("state", f.state == db::follow_state::accepted ? "accepted" : "requested");
        w.field("since", f.created_at).key("actor");
        write_actor(w, other);
    });
}

http::response to_response(app::followed const& made)
{
    json::writer w;
    write_follow(w, made.follow, made.actor);
    return json_response(201, w.take());
}

awaitable<result<http::response>> begin(app::instance const& in, call c)
{
    CO_TRY(auto target, target_of(c.request));
    auto with = kept<app::followed>(c, to_response);
    CO_TRY(auto const made, co_await app::follow(in, c.viewer->actor, std::move(target), std::move(with)));
    co_return to_response(made);
}

awaitable<result<http::response>> end(app::instance const& in, call c)
{
    CO_TRY(auto const id, id_of(c.request));
    CO_TRY_VOID(co_await app::unfollow(in, c.viewer->actor, id));
    co_return http::response{.status = 204};
}

awaitable<result<http::response>> list(app::instance const& in, call c, lister which)
{
    CO_TRY(auto const page, page_of(c.request));
    auto const viewer = c.viewer_id();
    auto read = [&](db::transaction& tx) { return which(tx, viewer, page.cursor, page.limit + 1); };
    CO_TRY(auto rows, co_await in.db.run(read));
    std::optional<std::string> next;
    if (rows.size() > static_cast<std::size_t>(page.limit)) {
        rows.erase(rows.begin() + page.limit, rows.end());
        next = rows.back().follow.id.text();
    }
    json::writer w;
    w.object([&] {
        w.array("items", [&] {
            for (auto const& row : rows)
                write_follow(w, row.follow, row.other);
        });
        w.field("next", next);
    });
    co_return json_response(200, w.take());
}

awaitable<result<http::response>> answer(app::instance const& in, call c, app::follow_answer how)
{
    CO_TRY(auto const id, id_of(c.request));
    auto with = kept<app::follow_answer>(c, [](app::follow_answer) { return http::response{.status = 204}; });
    CO_TRY_VOID(co_await app::answer_follow(in, c.viewer->actor, id, how, std::move(with)));
    co_return http::response{.status = 204};
}

} // namespace

std::vector<api_route> follow_routes(app::instance const& in)
{
    auto const at = [](std::string_view path) { return std::string(federwerk_prefix) + std::string(path); };
    constexpr std::size_t small = 8 * 1024;
    using http::method;
    return {
        {method::post,
         at("/follows"),
         who::member,
         "follow",
         small,
         [&in](call c) { return begin(in, std::move(c)); },
         {"follow_request", "follow", 201}},
        {method::get,
         at("/follows"),
         who::member,
         "read",
         0,
         [&in](call c) { return list(in, std::move(c), &db::follows_by); },
         {"", "follows", 200, "cursor limit"}},
        {method::delete_, at("/follows/{id}"), who::member, "follow", 0,
         [&in](call c) { return end(in, std::move(c)); }},
        {method::get,
         at("/follow_requests"),
         who::member,
         "read",
         0,
         [&in](call c) { return list(in, std::move(c), &db::follow_requests_of); },
         {"", "follows", 200, "cursor limit"}},
        {method::post, at("/follow_requests/{id}/accept"), who::member, "follow", small,
         [&in](call c) { return answer(in, std::move(c), app::follow_answer::accept); }},
        {method::post, at("/follow_requests/{id}/reject"), who::member, "follow", small,
         [&in](call c) { return answer(in, std::move(c), app::follow_answer::reject); }},
    };
}

} // namespace federwerk::api
