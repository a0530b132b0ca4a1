// SPDX-License-Identifier: AGPL-3.0-or-later
#include "api/federwerk/threads.hpp"

#include "api/body.hpp"
#include "api/federwerk/actor_entry.hpp"
#include "api/federwerk/paging.hpp"
#include "api/federwerk/request_entry.hpp"
#include "api/federwerk/routes.hpp"
#include "api/idempotency.hpp"
#include "app/threads/remove_thread.hpp"
#include "app/threads/send_message.hpp"
#include "db/requests.hpp"
#include "json/reader.hpp"

namespace federwerk::api {

namespace {

using boost::asio::awaitable;

failure absent()
{
    return {errc::not_found, "no such thread for this member", {}};
}

result<core::snowflake> id_of(http::request const& request)
{
    auto const id = core::snowflake::parse(request.parameter("id"));
    if (!id)
        return absent();
    return *id;
}

void write_message(json::writer& w, db::thread_message const& m, domain::actor const& author)
{
    w.object([&] {
        w.field("id", m.id).field("uri", m.uri).key("author");
        write_actor(w, author);
        w.field("html", m.html).field("text", m.plain).field("published", m.published);
    });
}

result<std::vector<app::own_request>> own_threads(db::transaction& tx, core::snowflake member_id,
                                                  std::vector<domain::request> found)
{
    TRY(auto files, app::open_files(tx, std::move(found)));
    std::vector<app::own_request> out;
    for (auto& file : files) {
        auto const who =
            file.request.sender_id == member_id ? domain::party::sender : domain::party::receiver;
        out.push_back({std::move(file), who});
    }
    return out;
}

struct listed {
    std::vector<app::own_request> threads;
    std::optional<std::string> next;
};
result<listed> list_threads(db::transaction& tx, core::snowflake member_id, list_page const& page)
{
    TRY(auto found, db::requests_with_threads(tx, member_id, page.cursor, page.limit + 1));
    listed out;
    out.next = cut(found, page.limit);
    TRY(out.threads, own_threads(tx, member_id, std::move(found)));
    return out;
}

awaitable<result<http::response>> list(app::instance const& in, call c)
{
    CO_TRY(auto const page, page_of(c.request));
    auto const find = [&](db::transaction& tx) { return list_threads(tx, c.viewer_id(), page); };
    CO_TRY(auto const found, co_await in.db.run(find));
    json::writer w;
    w.object([&] {
        w.array("items", [&] {
            for (auto const& own : found.threads)
                w.object([&] {
                    w.field("id", own.file.request.id).key("with");
                    write_actor(w, own.file.other(own.who));
                    w.key("request");
                    write_request(w, own, core::now());
                });
        });
        w.field("next", found.next);
    });
    co_return json_response(200, w.take());
}

struct conversation {
    app::own_request own;
    std::vector<db::thread_message> messages;
    std::optional<std::string> next;
};
result<conversation> read_thread(db::transaction& tx, core::snowflake id, core::snowflake member_id,
                                 list_page const& page)
{
    conversation out;
    TRY(out.own, app::find_own_request(tx, id, member_id));
    if (!domain::has_thread(out.own.file.request))
        return absent();
    TRY(out.messages, db::thread_messages(tx, id, page.cursor, page.limit + 1));
    out.next = cut(out.messages, page.limit);
    return out;
}

awaitable<result<http::response>> messages(app::instance const& in, call c)
{
    CO_TRY(auto const page, page_of(c.request));
    CO_TRY(auto const id, id_of(c.request));
    auto const find = [&](db::transaction& tx) { return read_thread(tx, id, c.viewer_id(), page); };
    CO_TRY(auto const found, co_await in.db.run(find));
    auto const& file = found.own.file;
    json::writer w;
    w.object([&] {
        w.array("items", [&] {
            for (auto const& each : found.messages)
                write_message(w, each, each.actor_id == file.sender.id ? file.sender : file.receiver);
        });
        w.field("next", found.next);
    });
    co_return json_response(200, w.take());
}

result<std::string> text_of(http::request const& request)
{
    TRY(auto const body, parse_body(request));
    json::reader in(body.root());
    auto text = in.text("text", app::most_message, 1);
    in.allow_only({"text"});
    if (auto refused = in.refusal())
        return *refused;
    return text;
}

http::response to_response(app::sent_message const& sent)
{
    json::writer w;
    write_message(w, sent.message, sent.author);
    return json_response(201, w.take());
}

awaitable<result<http::response>> write(app::instance const& in, call c)
{
    CO_TRY(auto const id, id_of(c.request));
    CO_TRY(auto text, text_of(c.request));
    auto with = kept<app::sent_message>(c, to_response);
    auto const& member = c.viewer->actor;
    CO_TRY(auto const sent, co_await app::send_message(in, member, id, std::move(text), std::move(with)));
    co_return to_response(sent);
}

awaitable<result<http::response>> remove(app::instance const& in, call c)
{
    CO_TRY(auto const id, id_of(c.request));
    CO_TRY_VOID(co_await app::remove_thread(in, c.viewer->actor, id));
    co_return http::response{.status = 204};
}

} // namespace

std::vector<api_route> thread_routes(app::instance const& in)
{
    auto const at = [](std::string_view path) { return std::string(federwerk_prefix) + std::string(path); };
    constexpr std::size_t body = 64 * 1024;
    using http::method;
    return {
        {method::get,
         at("/threads"),
         who::member,
         "read",
         0,
         [&in](call c) { return list(in, std::move(c)); },
         {"", "threads", 200, "cursor limit"}},
        {method::get,
         at("/threads/{id}/messages"),
         who::member,
         "read",
         0,
         [&in](call c) { return messages(in, std::move(c)); },
         {"", "messages", 200, "cursor limit"}},
        {method::post,
         at("/threads/{id}/messages"),
         who::member,
         "write",
         body,
         [&in](call c) { return write(in, std::move(c)); },
         {"message_request", "message", 201}},
        {method::delete_, at("/threads/{id}"), who::member, "write", 0,
         [&in](call c) { return remove(in, std::move(c)); }},
    };
}

} // namespace federwerk::api
