// SPDX-License-Identifier: AGPL-3.0-or-later
#include "api/federwerk/multiverse.hpp"

#include "api/federwerk/actor_entry.hpp"
#include "api/federwerk/badges.hpp"
#include "api/federwerk/highlights.hpp"
#include "api/federwerk/opening_entry.hpp"
#include "api/federwerk/paging.hpp"
#include "api/federwerk/routes.hpp"
#include "core/snowflake_time.hpp"
#include "core/text.hpp"
#include "core/url.hpp"
#include "db/badges.hpp"
#include "db/multiverse.hpp"
#include "db/profiles.hpp"
#include "domain/language_tag.hpp"

#include <map>

namespace federwerk::api {

namespace {

using ids = std::vector<core::snowflake>;

failure refused(std::string field, std::string message)
{
    return {
        errc::invalid, "a filter that finds nothing", "This filter is not understood.", {{field, message}}};
}

// A page with everything that its reasons name.
struct shown {
    db::multiverse_page page;
    std::map<core::snowflake, domain::actor> actors;
    std::map<core::snowflake, domain::badge> badges;
};

// ?badge=&kind=&language=&instance=: absent ones let everything through.
result<db::multiverse_filter> filter_of(db::transaction& tx, http::request const& request)
{
    TRY_VOID(allow_only(request, {"badge", "kind", "language", "instance"}));
    auto const asked = [&](std::string_view name) {
        return core::query_value(request.query, name).value_or("");
    };
    db::multiverse_filter filter{
        std::nullopt, core::lower_ascii(asked("kind")), core::lower_ascii(asked("language")), {}};
    if (!filter.kind.empty() && !domain::find_kind(filter.kind))
        return refused("kind", "is not in the list of kinds");
    if (!filter.language.empty() && !domain::is_language_tag(filter.language))
        return refused("language", "must be a language tag such as en or de-AT");
    if (auto const instance = asked("instance"); !instance.empty()) {
        auto host = core::normalise_authority(instance);
        if (!host)
            return refused("instance", "must be a host such as b.test");
        filter.host = std::move(*host);
    }
    if (auto const slug = core::lower_ascii(asked("badge")); !slug.empty()) {
        TRY(auto const badge, db::find_badge_by_slug(tx, slug));
        if (!badge)
            return refused("badge", "there is no such badge here");
        filter.badge_id = badge->id;
    }
    return filter;
}

result<shown> find(db::transaction& tx, core::snowflake member_id, http::request const& request,
                   list_page const& page)
{
    shown s;
    TRY(auto const filter, filter_of(tx, request));
    TRY(s.page, db::multiverse_of(tx, member_id, page.cursor, page.limit, filter));
    ids actors, badges;
    for (auto const& item : s.page.items) {
        actors.push_back(item.actor_id());
        actors.insert(actors.end(), item.announced_by.begin(), item.announced_by.end());
        badges.insert(badges.end(), item.followed_badges.begin(), item.followed_badges.end());
        badges.insert(badges.end(), item.shared_badges.begin(), item.shared_badges.end());
    }
    TRY(auto found_actors, db::find_actors(tx, actors));
    for (auto& each : found_actors)
        s.actors.emplace(each.id, std::move(each));
    TRY(auto found_badges, db::find_badges(tx, badges));
    for (auto& each : found_badges)
        s.badges.emplace(each.id, std::move(each));
    return s;
}

void write_actor_reason(json::writer& w, std::string_view kind, shown const& s, core::snowflake actor_id)
{
    auto const actor = s.actors.find(actor_id);
    if (actor == s.actors.end())
        return;
    w.object([&] {
        w.field("kind", kind).key("actor");
        write_actor(w, actor->second);
    });
}

void write_badge_reasons(json::writer& w, domain::uris const& uris, std::string_view kind, shown const& s,
                         ids const& badges)
{
    for (auto const id : badges) {
        auto const badge = s.badges.find(id);
        if (badge == s.badges.end())
            continue;
        w.object([&] {
            w.field("kind", kind).key("badge");
            write_badge(w, uris, badge->second);
        });
    }
}

void write_because(json::writer& w, domain::uris const& uris, shown const& s, db::multiverse_item const& item)
{
    w.array("because", [&] {
        if (item.by_name)
            write_actor_reason(w, "named", s, item.actor_id());
        if (item.by_follow)
            write_actor_reason(w, "follow", s, item.actor_id());
        if (item.by_credit)
            write_actor_reason(w, "credit", s, item.actor_id());
        write_badge_reasons(w, uris, "badge", s, item.followed_badges);
        write_badge_reasons(w, uris, "shared_badge", s, item.shared_badges);
        for (auto const id : item.announced_by)
            write_actor_reason(w, "announce", s, id);
    });
}

void write_item(json::writer& w, app::instance const& in, shown const& s, db::multiverse_item const& item,
                core::snowflake viewer_id)
{
    auto const author = s.actors.find(item.actor_id());
    auto const by = author == s.actors.end() ? domain::actor{} : author->second;
    w.object([&] {
        if (item.highlight)
            write_highlight(w.key("highlight"), in.uris, *item.highlight, by, viewer_id);
        else
            write_opening(w.key("opening"), in.uris, *item.opening, by, core::now());
        write_because(w, in.uris, s, item);
    });
}

boost::asio::awaitable<result<http::response>> list(app::instance const& in, call c)
{
    CO_TRY(auto const page, page_of(c.request));
    CO_TRY(auto s,
           co_await in.db.run([&](db::transaction& tx) { return find(tx, c.viewer_id(), c.request, page); }));
    json::writer w;
    w.object([&] {
        w.array("items", [&] {
            for (auto const& item : s.page.items)
                write_item(w, in, s, item, c.viewer_id());
        });
        auto const& last = s.page.last;
        w.field("next", s.page.more ? std::optional(last->text()) : std::nullopt);
        // The feed has an end: everything that arrived since then has been seen.
        w.field("since", s.page.more || !last ? std::nullopt : std::optional(core::time_of(*last)));
    });
    co_return json_response(200, w.take());
}

} // namespace

std::vector<api_route> multiverse_routes(app::instance const& in)
{
    return {{http::method::get,
             std::string(federwerk_prefix) + "/multiverse",
             who::member,
             "read",
             0,
             [&in](call c) { return list(in, std::move(c)); },
             {"", "multiverse", 200, "cursor limit badge kind language instance"}}};
}

} // namespace federwerk::api
