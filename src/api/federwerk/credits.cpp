// SPDX-License-Identifier: AGPL-3.0-or-later
#include "api/federwerk/credits.hpp"

#include "api/federwerk/actor_entry.hpp"
#include "api/federwerk/paging.hpp"
#include "api/federwerk/routes.hpp"
#include "api/idempotency.hpp"
#include "app/credits/answer_credit.hpp"
#include "app/credits/joint_highlight.hpp"
#include "app/credits/relay_highlight.hpp"
#include "app/credits/sealed_copy.hpp"
#include "core/url.hpp"
#include "db/credits.hpp"

namespace federwerk::api {

namespace {

using boost::asio::awaitable;

result<core::snowflake> id_of(http::request const& request)
{
    auto const id = core::snowflake::parse(request.parameter("id"));
    if (!id)
        return failure{errc::not_found, "no such credit for this member", {}};
    return *id;
}

void write_credit(json::writer& w, app::credit_file const& file)
{
    auto const& c = file.credit;
    w.object([&] {
        w.field("id", c.id).field("state", to_string(c.state)).key("author");
        write_actor(w, file.author);
        w.key("collaborator");
        write_actor(w, file.collaborator);
        w.object("highlight", [&] {
            w.field("uri", c.highlight_uri).field("headline", c.headline).field("text", c.plain);
        });
        w.field("role", c.role)
            .field("authorization",
                   c.evidence == domain::evidence::authorization ? c.uri : std::optional<std::string>());
        w.field("evidence", c.evidence ? std::optional(std::string(to_string(*c.evidence))) : std::nullopt);
        w.field("request", c.context_uri)
            .field("asked_at", c.requested_at)
            .field("answered_at", c.answered_at);
    });
}

http::response to_response(app::credit_file const& file)
{
    json::writer w;
    write_credit(w, file);
    return json_response(200, w.take());
}

result<db::credit_box> box_of(http::request const& request)
{
    auto const named = core::query_value(request.query, "box").value_or("asked");
    if (named == "asked")
        return db::credit_box::asked;
    if (named == "given")
        return db::credit_box::given;
    if (named == "sought")
        return db::credit_box::sought;
    return failure{
        errc::invalid, "box", "There is no such box.", {{"box", "must be asked, given or sought"}}};
}

struct listed {
    std::vector<app::credit_file> files;
    std::optional<std::string> next;
};

awaitable<result<http::response>> list(app::instance const& in, call c)
{
    CO_TRY(auto const box, box_of(c.request));
    CO_TRY(auto const page, page_of(c.request));
    auto const read = [&](db::transaction& tx) -> result<listed> {
        TRY(auto found, db::credits_in(tx, c.viewer_id(), box, page.cursor, page.limit + 1));
        listed out;
        out.next = cut(found, page.limit);
        for (auto& each : found) {
            TRY(auto file, app::open_credit(tx, std::move(each)));
            out.files.push_back(std::move(file));
        }
        return out;
    };
    CO_TRY(auto const found, co_await in.db.run(read));
    json::writer w;
    w.object([&] {
        w.array("items", [&] {
            for (auto const& file : found.files)
                write_credit(w, file);
        });
        w.field("next", found.next);
    });
    co_return json_response(200, w.take());
}

using answer = decltype(&app::confirm_credit);

awaitable<result<http::response>> decide(app::instance const& in, call c, answer how)
{
    CO_TRY(auto const id, id_of(c.request));
    auto with = kept<app::credit_file>(c, to_response);
    auto const& member = c.viewer->actor;
    CO_TRY(auto const file, co_await how(in, member, id, std::move(with)));
    co_return to_response(file);
}

http::response nothing()
{
    return {.status = 204};
}

awaitable<result<http::response>> relay(app::instance const& in, call c)
{
    CO_TRY(auto const id, id_of(c.request));
    auto with = kept<domain::highlight>(c, [](auto const&) { return nothing(); });
    auto const& member = c.viewer->actor;
    CO_TRY_VOID(co_await app::relay_highlight(in, member, id, std::move(with)));
    co_return nothing();
}

using ending = decltype(&app::revoke_credit);

awaitable<result<http::response>> end(app::instance const& in, call c, ending what)
{
    CO_TRY(auto const id, id_of(c.request));
    auto const& member = c.viewer->actor;
    CO_TRY_VOID(co_await what(in, member, id));
    co_return nothing();
}

awaitable<result<http::response>> export_all(app::instance const& in, call c)
{
    auto const& member = c.viewer->actor;
    CO_TRY(auto copy, co_await app::seal_copy(in, member));
    auto out = json_response(200, std::move(copy));
    out.headers.set("Content-Disposition", "attachment; filename=\"federwerk-credits.json\"");
    co_return out;
}

awaitable<result<http::response>> draft(app::instance const& in, call c)
{
    CO_TRY(auto const id, id_of(c.request));
    auto const make = [&](db::transaction& tx) { return app::joint_highlight(tx, id, c.viewer_id()); };
    CO_TRY(auto const d, co_await in.db.run(make));
    json::writer w;
    w.object([&] {
        w.field("headline", d.headline).field("markdown", d.markdown).field("badges", d.badges);
        w.field("collaborators", d.collaborators).field("visibility", domain::to_string(d.seen_by));
        w.object("happened", [&] {
            w.field("from", core::to_iso_day(d.happened->from));
            w.key("to");
            d.happened->to ? w.value(core::to_iso_day(*d.happened->to)) : w.null();
        });
        w.field("request", *d.request);
    });
    co_return json_response(200, w.take());
}

} // namespace

std::vector<api_route> credit_routes(app::instance const& in)
{
    auto const at = [](std::string_view path) { return std::string(federwerk_prefix) + std::string(path); };
    auto const deciding = [&in](answer how) {
        return [&in, how](call c) { return decide(in, std::move(c), how); };
    };
    auto const ending_it = [&in](ending what) {
        return [&in, what](call c) { return end(in, std::move(c), what); };
    };
    auto const lists = [&in](call c) { return list(in, std::move(c)); };
    auto const exports = [&in](call c) { return export_all(in, std::move(c)); };
    auto const relays = [&in](call c) { return relay(in, std::move(c)); };
    auto const drafts = [&in](call c) { return draft(in, std::move(c)); };
    using enum http::method;
    constexpr auto member = who::member;
    constexpr std::size_t none = 0, small = 1024;
    return {
        {get, at("/credits"), member, "read", none, lists, {"", "credits", 200, "box cursor limit"}},
        {get, at("/credits/export"), member, "read", none, exports, {"", "credit_export"}},
        {post,
         at("/credits/{id}/confirm"),
         member,
         "write",
         small,
         deciding(&app::confirm_credit),
         {"", "credit"}},
        {post,
         at("/credits/{id}/decline"),
         member,
         "write",
         small,
         deciding(&app::decline_credit),
         {"", "credit"}},
        {delete_, at("/credits/{id}"), member, "write", none, ending_it(&app::revoke_credit)},
        {post, at("/highlights/{id}/relay"), member, "write", small, relays},
        {delete_, at("/highlights/{id}/relay"), member, "write", none, ending_it(&app::stop_relaying)},
        {get, at("/requests/{id}/highlight_draft"), member, "read", none, drafts, {"", "highlight_draft"}},
    };
}

} // namespace federwerk::api
