// SPDX-License-Identifier: AGPL-3.0-or-later
#include "api/federwerk/highlights.hpp"

#include "api/federwerk/actor_entry.hpp"
#include "api/federwerk/badges.hpp"
#include "api/federwerk/highlight_input.hpp"
#include "api/federwerk/highlight_lists.hpp"
#include "api/federwerk/media.hpp"
#include "api/federwerk/routes.hpp"
#include "api/idempotency.hpp"
#include "app/highlights/delete_highlight.hpp"
#include "app/highlights/edit_highlight.hpp"
#include "app/highlights/publish_highlight.hpp"
#include "db/actors.hpp"
#include "db/highlights.hpp"

namespace federwerk::api {

namespace {

using boost::asio::awaitable;

failure absent()
{
    return {errc::not_found, "no such highlight for this viewer", {}};
}

result<core::snowflake> id_of(http::request const& request)
{
    auto const id = core::snowflake::parse(request.parameter("id"));
    if (!id)
        return absent();
    return *id;
}

http::response to_response(app::instance const& in, unsigned status, domain::highlight const& h,
                           domain::actor const& author, core::snowflake viewer_id)
{
    json::writer w;
    write_highlight(w, in.uris, h, author, viewer_id);
    return json_response(status, w.take());
}

awaitable<result<http::response>> publish(app::instance const& in, call c)
{
    CO_TRY(auto draft, read_highlight_draft(c.request));
    auto const answer = [&](domain::highlight const& h) {
        return to_response(in, 201, h, c.viewer->actor, c.viewer_id());
    };
    auto with = kept<domain::highlight>(c, answer);
    CO_TRY(auto const h,
           co_await app::publish_highlight(in, c.viewer->actor, std::move(draft), std::move(with)));
    co_return answer(h);
}

awaitable<result<http::response>> edit(app::instance const& in, call c)
{
    CO_TRY(auto const id, id_of(c.request));
    CO_TRY(auto changes, read_highlight_edit(c.request));
    CO_TRY(auto const h, co_await app::edit_highlight(in, c.viewer->actor, id, std::move(changes)));
    co_return to_response(in, 200, h, c.viewer->actor, c.viewer_id());
}

awaitable<result<http::response>> remove(app::instance const& in, call c)
{
    CO_TRY(auto const id, id_of(c.request));
    CO_TRY_VOID(co_await app::delete_highlight(in, c.viewer->actor, id));
    co_return http::response{.status = 204};
}

awaitable<result<http::response>> read(app::instance const& in, call c)
{
    CO_TRY(auto const id, id_of(c.request));
    auto const who = c.viewer ? db::viewer(c.viewer_id()) : db::viewer();
    domain::actor author;
    CO_TRY(auto const h, co_await in.db.run([&](db::transaction& tx) -> result<domain::highlight> {
        TRY(auto found, db::find_highlight(tx, id, who));
        if (!found)
            return absent();
        TRY(auto const by, db::find_actor(tx, found->actor_id));
        author = by.value_or(domain::actor{});
        return std::move(*found);
    }));
    co_return to_response(in, 200, h, author, c.viewer_id());
}

void write_happened(json::writer& w, std::optional<domain::happening> const& when)
{
    w.key("happened");
    if (!when) {
        w.null();
        return;
    }
    w.object([&] {
        w.field("from", core::to_iso_day(when->from));
        w.key("to");
        when->to ? w.value(core::to_iso_day(*when->to)) : w.null();
    });
}

// Nobody is named to others before they have confirmed.
void write_credited(json::writer& w, domain::highlight const& h)
{
    w.array("with", [&] {
        for (auto const& each : h.collaborators)
            if (each.confirmed_at)
                w.object([&] {
                    w.field("handle", each.handle).field("uri", each.actor_uri).field("role", each.role);
                    w.field("authorization", each.authorization);
                });
    });
}

void write_for_author(json::writer& w, domain::highlight const& h)
{
    w.field("markdown", h.markdown.value_or("")).field("quiet", h.quiet).field("audience", h.audience);
    w.array("collaborators", [&] {
        for (auto const& each : h.collaborators)
            w.object([&] { w.field("handle", each.handle).field("confirmed_at", each.confirmed_at); });
    });
}

} // namespace

void write_highlight(json::writer& w, domain::uris const& uris, domain::highlight const& h,
                     domain::actor const& author, core::snowflake viewer_id)
{
    w.object([&] {
        w.field("id", h.id).field("uri", h.uri).field("url", h.url.value_or(h.uri));
        w.field("headline", h.headline).field("html", h.html).field("activity", h.activity);
        w.array("badges", [&] {
            for (auto const& badge : h.badges)
                write_badge(w, uris, badge);
        });
        w.field("visibility", domain::to_string(h.seen_by));
        write_happened(w, h.happened);
        w.array("links", [&] {
            for (auto const& link : h.links)
                w.object([&] { w.field("url", link.url).field("title", link.title); });
        });
        w.array("media", [&] {
            for (auto const& each : h.pictures)
                write_picture(w, each);
        });
        w.field("language", h.language).key("author");
        write_actor(w, author);
        w.field("published", h.published).field("edited_at", h.content_edited_at);
        write_credited(w, h);
        if (h.local && viewer_id == h.actor_id)
            write_for_author(w, h);
    });
}

std::vector<api_route> highlight_routes(app::instance const& in)
{
    std::string const prefix(federwerk_prefix);
    return {
        {http::method::get,
         prefix + "/highlights",
         who::anybody,
         "",
         0,
         [&in](call c) { return list_highlights(in, std::move(c)); },
         {"", "highlights", 200, "member badge cursor limit"}},
        {http::method::post,
         prefix + "/highlights",
         who::member,
         "write",
         256 * 1024,
         [&in](call c) { return publish(in, std::move(c)); },
         {"highlight_request", "highlight_own", 201}},
        {http::method::get,
         prefix + "/highlights/{id}",
         who::anybody,
         "",
         0,
         [&in](call c) { return read(in, std::move(c)); },
         {"", "highlight"}},
        {http::method::patch,
         prefix + "/highlights/{id}",
         who::member,
         "write",
         256 * 1024,
         [&in](call c) { return edit(in, std::move(c)); },
         {"highlight_edit_request", "highlight_own"}},
        {http::method::delete_, prefix + "/highlights/{id}", who::member, "write", 0,
         [&in](call c) { return remove(in, std::move(c)); }},
    };
}

} // namespace federwerk::api
