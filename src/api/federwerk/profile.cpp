// SPDX-License-Identifier: AGPL-3.0-or-later
#include "api/federwerk/profile.hpp"

#include "api/body.hpp"
#include "api/federwerk/badges.hpp"
#include "api/federwerk/profile_input.hpp"
#include "api/federwerk/routes.hpp"
#include "app/badges/wear_badges.hpp"
#include "app/profiles/edit_profile.hpp"
#include "json/reader.hpp"

namespace federwerk::api {

namespace {

using boost::asio::awaitable;

result<app::profile_edit> input(http::request const& request)
{
    TRY(auto const body, parse_body(request));
    json::reader in(body.root());
    app::profile_edit e;
    e.name = in.optional_text("name", 1000);
    e.bio = in.optional_text("bio", 100'000);
    e.locale = in.optional_text("locale", 35);
    e.digest = in.optional_text("digest", 20);
    e.fields = read_fields(in, body.root());
    e.discoverable = in.optional_boolean("discoverable");
    e.indexable = in.optional_boolean("indexable");
    e.approves_followers = in.optional_boolean("approves_followers");
    e.shows_follows = in.optional_boolean("shows_follows");
    e.avatar = read_picture_id(in, "avatar");
    in.allow_only({"name", "bio", "locale", "fields", "discoverable", "indexable", "approves_followers",
                   "shows_follows", "digest", "avatar"});
    if (auto refused = in.refusal())
        return *refused;
    return e;
}

awaitable<result<http::response>> to_response(app::instance const& in, app::profile const& p)
{
    auto find = [&](db::transaction& tx) { return db::backing_of_badges(tx, p.stored.actor.id); };
    CO_TRY(auto const backing, co_await in.db.run(find));
    auto const& actor = p.stored.actor;
    json::writer w;
    w.object([&] {
        w.field("id", actor.id).field("uri", actor.uri).field("handle", actor.handle());
        w.field("url", actor.url.value_or(actor.uri)).field("name", actor.name);
        w.field("bio", p.stored.bio).field("html", actor.summary).field("icon_url", actor.icon_url);
        w.array("fields", [&] {
            for (std::size_t i = 0; i < p.fields.size(); ++i)
                w.object([&] {
                    w.field("name", p.fields[i].name).field("value", p.fields[i].value);
                    w.field("html", actor.fields[i].value);
                });
        });
        w.field("locale", p.stored.locale).field("discoverable", actor.discoverable);
        w.field("indexable", actor.indexable).field("approves_followers", actor.approves_followers);
        w.field("shows_follows", p.stored.shows_follows).field("digest", p.stored.digest);
        w.array("badges", [&] {
            for (auto const& badge : p.badges)
                write_badge(w, in.uris, badge,
                            backing.contains(badge.id) ? backing.at(badge.id) : db::backing::claimed);
        });
    });
    co_return json_response(200, w.take());
}

awaitable<result<http::response>> read(app::instance const& in, call c)
{
    CO_TRY(auto const p, co_await app::read_profile(in, c.viewer_id()));
    co_return co_await to_response(in, p);
}

awaitable<result<http::response>> edit(app::instance const& in, call c)
{
    CO_TRY(auto changes, input(c.request));
    CO_TRY(auto const p, co_await app::edit_profile(in, c.viewer_id(), std::move(changes)));
    co_return co_await to_response(in, p);
}

awaitable<result<http::response>> wear(app::instance const& in, call c)
{
    CO_TRY(auto const body, parse_body(c.request));
    json::reader reading(body.root());
    auto names = reading.optional_texts("badges", 100, 320);
    if (!names)
        reading.refuse("badges", "is required");
    reading.allow_only({"badges"});
    if (auto refused = reading.refusal())
        co_return *refused;
    CO_TRY(auto const p, co_await app::wear_badges(in, c.viewer_id(), std::move(*names)));
    co_return co_await to_response(in, p);
}

} // namespace

std::vector<api_route> profile_routes(app::instance const& in)
{
    std::string const prefix(federwerk_prefix);
    return {
        {http::method::get,
         prefix + "/profile",
         who::member,
         "read",
         0,
         [&in](call c) { return read(in, std::move(c)); },
         {"", "profile"}},
        {http::method::patch,
         prefix + "/profile",
         who::member,
         "write",
         64 * 1024,
         [&in](call c) { return edit(in, std::move(c)); },
         {"profile_request", "profile"}},
        {http::method::put,
         prefix + "/profile/badges",
         who::member,
         "write",
         32 * 1024,
         [&in](call c) { return wear(in, std::move(c)); },
         {"worn_badges_request", "badges"}},
    };
}

} // namespace federwerk::api
