// SPDX-License-Identifier: AGPL-3.0-or-later
#include "api/federwerk/introductions.hpp"

#include "api/body.hpp"
#include "api/federwerk/actor_entry.hpp"
#include "api/federwerk/paging.hpp"
#include "api/federwerk/routes.hpp"
#include "core/url.hpp"
#include "db/introductions.hpp"
#include "json/reader.hpp"

namespace federwerk::api {

namespace {

using boost::asio::awaitable;

// The sentence is between the introducer and the owner; the asker sees no more than that it was passed on.
void write_introduction(json::writer& w, app::introduction_file const& file, core::snowflake viewer_id)
{
    auto const& i = file.introduction;
    auto const now = core::now();
    bool const own = i.asker_id == viewer_id;
    w.object([&] {
        w.field("id", i.id).field("box", own ? "sent" : "received");
        w.field("state", domain::to_string(own ? domain::shown_to_asker(i, now)
                                               : domain::shown_to_introducer(i, now)));
        w.field("opening", i.opening_uri).field("request", i.offer_uri).key("asker");
        write_actor(w, file.asker);
        w.key("introducer");
        write_actor(w, file.introducer);
        w.key("owner");
        write_actor(w, file.owner);
        w.field("message", i.message).field("sentence", own ? std::string() : i.sentence);
        w.field("created_at", i.created_at).field("expires_at", i.expires_at);
    });
}

result<core::snowflake> id_of(http::request const& request)
{
    auto const id = core::snowflake::parse(request.parameter("id"));
    if (!id)
        return failure{errc::not_found, "no such introduction for this member", {}};
    return *id;
}

result<std::string> sentence_of(http::request const& request)
{
    TRY(auto const body, parse_body(request));
    json::reader in(body.root());
    auto text = in.text("sentence", domain::most_sentence, 1);
    in.allow_only({"sentence"});
    if (auto refused = in.refusal())
        return *refused;
    return text;
}

result<std::string> listed(db::transaction& tx, call const& c, list_page const& page)
{
    bool const sent = core::query_value(c.request.query, "box") == "sent";
    auto const list = sent ? &db::introductions_sent : &db::introductions_received;
    TRY(auto found, list(tx, c.viewer_id(), page.cursor, page.limit + 1));
    auto const next = cut(found, page.limit);
    std::vector<app::introduction_file> files;
    for (auto& each : found) {
        TRY(auto file, app::open_introduction(tx, std::move(each)));
        files.push_back(std::move(file));
    }
    json::writer w;
    w.object([&] {
        w.array("items", [&] {
            for (auto const& file : files)
                write_introduction(w, file, c.viewer_id());
        });
        w.field("next", next);
    });
    return w.take();
}

awaitable<result<http::response>> list(app::instance const& in, call c)
{
    CO_TRY(auto const page, page_of(c.request));
    CO_TRY(auto body, co_await in.db.run([&](db::transaction& tx) { return listed(tx, c, page); }));
    co_return json_response(200, std::move(body));
}

awaitable<result<http::response>> pass_on(app::instance const& in, call c)
{
    CO_TRY(auto const id, id_of(c.request));
    CO_TRY(auto sentence, sentence_of(c.request));
    auto const& member = c.viewer->actor;
    CO_TRY(auto const file, co_await app::pass_on_introduction(in, member, id, std::move(sentence)));
    co_return introduction_response(200, file, c.viewer_id());
}

awaitable<result<http::response>> decline(app::instance const& in, call c)
{
    CO_TRY(auto const id, id_of(c.request));
    auto const& member = c.viewer->actor;
    CO_TRY(auto const file, co_await app::let_introduction_lapse(in, member, id));
    co_return introduction_response(200, file, c.viewer_id());
}

} // namespace

http::response introduction_response(unsigned status, app::introduction_file const& file,
                                     core::snowflake viewer_id)
{
    json::writer w;
    write_introduction(w, file, viewer_id);
    return json_response(status, w.take());
}

std::vector<api_route> introduction_routes(app::instance const& in)
{
    auto const at = [](std::string_view path) { return std::string(federwerk_prefix) + std::string(path); };
    constexpr std::size_t body = 4 * 1024;
    using http::method;
    return {
        {method::get,
         at("/introductions"),
         who::member,
         "read",
         0,
         [&in](call c) { return list(in, std::move(c)); },
         {"", "introductions", 200, "box cursor limit"}},
        {method::post,
         at("/introductions/{id}/pass_on"),
         who::member,
         "write",
         body,
         [&in](call c) { return pass_on(in, std::move(c)); },
         {"introduction_pass_on_request", "introduction"}},
        {method::post,
         at("/introductions/{id}/decline"),
         who::member,
         "write",
         body,
         [&in](call c) { return decline(in, std::move(c)); },
         {"", "introduction"}},
    };
}

} // namespace federwerk::api
