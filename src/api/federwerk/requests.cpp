// SPDX-License-Identifier: AGPL-3.0-or-later
#include "api/federwerk/requests.hpp"

#include "api/federwerk/paging.hpp"
#include "api/federwerk/request_body.hpp"
#include "api/federwerk/request_entry.hpp"
#include "api/federwerk/routes.hpp"
#include "api/idempotency.hpp"
#include "app/requests/request_collaboration.hpp"
#include "app/requests/take_step.hpp"
#include "core/url.hpp"
#include "db/requests.hpp"

namespace federwerk::api {

namespace {

using boost::asio::awaitable;
using lister = decltype(&db::requests_sent);

failure absent()
{
    return {errc::not_found, "no such request for this member", {}};
}

result<core::snowflake> id_of(http::request const& request)
{
    auto const id = core::snowflake::parse(request.parameter("id"));
    if (!id)
        return absent();
    return *id;
}

http::response to_response(unsigned status, app::own_request const& own)
{
    json::writer w;
    write_request(w, own, core::now());
    return json_response(status, w.take());
}

awaitable<result<http::response>> ask(app::instance const& in, call c)
{
    CO_TRY(auto draft, request_draft_of(c.request, way::straight));
    auto const answer = [](app::request_file const& file) {
        return to_response(201, {file, domain::party::sender});
    };
    auto with = kept<app::request_file>(c, answer);
    auto const& sender = c.viewer->actor;
    CO_TRY(auto const made,
           co_await app::request_collaboration(in, sender, std::move(draft), std::move(with)));
    co_return answer(made);
}

awaitable<result<http::response>> read(app::instance const& in, call c)
{
    CO_TRY(auto const id, id_of(c.request));
    auto const find = [&](db::transaction& tx) { return app::find_own_request(tx, id, c.viewer_id()); };
    CO_TRY(auto const own, co_await in.db.run(find));
    co_return to_response(200, own);
}

awaitable<result<http::response>> step(app::instance const& in, call c, domain::step what)
{
    CO_TRY(auto const id, id_of(c.request));
    auto with = kept<app::own_request>(c, [](auto const& own) { return to_response(200, own); });
    auto const& member = c.viewer->actor;
    CO_TRY(auto const done, co_await app::take_step(in, member, id, what, std::move(with)));
    co_return to_response(200, done);
}

struct box {
    lister list;
    domain::party who;
};
result<box> box_of(http::request const& request)
{
    auto const named = core::query_value(request.query, "box").value_or("received");
    if (named == "sent")
        return box{&db::requests_sent, domain::party::sender};
    if (named == "received")
        return box{&db::requests_received, domain::party::receiver};
    return failure{errc::invalid, "box", "There is no such box.", {{"box", "must be sent or received"}}};
}

struct listed {
    std::vector<app::request_file> files;
    std::optional<std::string> next;
};
result<listed> list_box(db::transaction& tx, box which, core::snowflake member_id, list_page const& page)
{
    TRY(auto found, which.list(tx, member_id, page.cursor, page.limit + 1));
    listed out;
    out.next = cut(found, page.limit);
    TRY(out.files, app::open_files(tx, std::move(found)));
    return out;
}

awaitable<result<http::response>> list(app::instance const& in, call c)
{
    CO_TRY(auto const page, page_of(c.request));
    CO_TRY(auto const which, box_of(c.request));
    auto const find = [&](db::transaction& tx) { return list_box(tx, which, c.viewer_id(), page); };
    CO_TRY(auto const found, co_await in.db.run(find));
    json::writer w;
    w.object([&] {
        w.array("items", [&] {
            for (auto const& file : found.files)
                write_request(w, {file, which.who}, core::now());
        });
        w.field("next", found.next);
    });
    co_return json_response(200, w.take());
}

} // namespace

std::vector<api_route> request_routes(app::instance const& in)
{
    auto const at = [](std::string_view path) { return std::string(federwerk_prefix) + std::string(path); };
    constexpr std::size_t body = 32 * 1024;
    using http::method;
    std::vector<api_route> routes{
        {method::post,
         at("/requests"),
         who::member,
         "write",
         body,
         [&in](call c) { return ask(in, std::move(c)); },
         {"request_request", "request", 201}},
        {method::get,
         at("/requests"),
         who::member,
         "read",
         0,
         [&in](call c) { return list(in, std::move(c)); },
         {"", "requests", 200, "box cursor limit"}},
        {method::get,
         at("/requests/{id}"),
         who::member,
         "read",
         0,
         [&in](call c) { return read(in, std::move(c)); },
         {"", "request"}},
    };
    using enum domain::step;
    for (auto const what : {interest, not_now, agree, withdraw, done, end})
        routes.push_back({method::post,
                          at("/requests/{id}/") + std::string(domain::to_string(what)),
                          who::member,
                          "write",
                          body,
                          [&in, what](call c) { return step(in, std::move(c), what); },
                          {"", "request"}});
    return routes;
}

} // namespace federwerk::api
