// SPDX-License-Identifier: AGPL-3.0-or-later
#include "api/federwerk/introductions.hpp"

#include "api/body.hpp"
#include "api/federwerk/actor_entry.hpp"
#include "api/federwerk/paging.hpp"
#include "api/federwerk/request_body.hpp"
#include "api/federwerk/routes.hpp"
#include "api/idempotency.hpp"
#include "app/introductions/answer_introduction.hpp"
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

using lister = decltype(&db::introductions_sent);
result<lister> box_of(http::request const& request)
{
    auto const named = core::query_value(request.query, "box").value_or("received");
    if (named == "sent")
        return &db::introductions_sent;
    if (named == "received")
        return &db::introductions_received;
    return failure{errc::invalid, "box", "There is no such box.", {{"box", "must be sent or received"}}};
}

result<std::string> listed(db::transaction& tx, call const& c, list_page const& page)
{
    TRY(auto const list, box_of(c.request));
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

auto render(unsigned status, core::snowflake viewer_id)
{
    return [=](app::introduction_file const& file) {
        json::writer w;
        write_introduction(w, file, viewer_id);
        return json_response(status, w.take());
    };
}

awaitable<result<http::response>> ask(app::instance const& in, call c)
{
    CO_TRY(auto draft, request_draft_of(c.request, way::over_somebody));
    auto const answer = render(201, c.viewer_id());
    auto with = kept<app::introduction_file>(c, answer);
    auto const& asker = c.viewer->actor;
    CO_TRY(auto const made, co_await app::ask_introduction(in, asker, std::move(draft), std::move(with)));
    co_return answer(made);
}

awaitable<result<http::response>> pass_on(app::instance const& in, call c)
{
    CO_TRY(auto const id, id_of(c.request));
    CO_TRY(auto sentence, sentence_of(c.request));
    auto const answer = render(200, c.viewer_id());
    auto with = kept<app::introduction_file>(c, answer);
    auto const& member = c.viewer->actor;
    CO_TRY(auto const file,
           co_await app::pass_on_introduction(in, member, id, std::move(sentence), std::move(with)));
    co_return answer(file);
}

using ending = decltype(&app::let_introduction_lapse);

awaitable<result<http::response>> close(app::instance const& in, call c, ending how)
{
    CO_TRY(auto const id, id_of(c.request));
    auto const answer = render(200, c.viewer_id());
    auto with = kept<app::introduction_file>(c, answer);
    auto const& member = c.viewer->actor;
    CO_TRY(auto const file, co_await how(in, member, id, std::move(with)));
    co_return answer(file);
}

} // namespace

std::vector<api_route> introduction_routes(app::instance const& in)
{
    auto const all = std::string(federwerk_prefix) + "/introductions";
    auto const one = all + "/{id}";
    constexpr std::size_t small = 4 * 1024, whole = 32 * 1024;
    using http::method;
    auto const closing = [&in](ending how) {
        return [&in, how](call c) { return close(in, std::move(c), how); };
    };
    auto const asks = [&in](call c) { return ask(in, std::move(c)); };
    auto const lists = [&in](call c) { return list(in, std::move(c)); };
    auto const passes = [&in](call c) { return pass_on(in, std::move(c)); };
    api_shapes const gives_one{"", "introduction"};
    return {
        {method::post, all, who::member, "write", whole, asks, {"introduction_request", "introduction", 201}},
        {method::get, all, who::member, "read", 0, lists, {"", "introductions", 200, "box cursor limit"}},
        {method::post,
         one + "/pass_on",
         who::member,
         "write",
         small,
         passes,
         {"introduction_pass_on_request", "introduction"}},
        {method::post, one + "/decline", who::member, "write", small, closing(&app::let_introduction_lapse),
         gives_one},
        {method::post, one + "/withdraw", who::member, "write", small, closing(&app::withdraw_introduction),
         gives_one},
    };
}

} // namespace federwerk::api
