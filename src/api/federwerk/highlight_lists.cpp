// SPDX-License-Identifier: AGPL-3.0-or-later
#include "api/federwerk/highlight_lists.hpp"

#include "api/federwerk/highlights.hpp"
#include "api/federwerk/named_member.hpp"
#include "api/federwerk/paging.hpp"
#include "db/actors.hpp"
#include "db/badges.hpp"
#include "db/highlights.hpp"
#include "db/profiles.hpp"

namespace federwerk::api {

namespace {

struct listed {
    std::vector<domain::highlight> highlights;
    std::map<core::snowflake, domain::actor> authors;
};

failure absent(std::string what)
{
    return {errc::not_found, "no such " + what, {}};
}

result<std::vector<domain::highlight>> of_member(db::transaction& tx, app::instance const& in,
                                                 std::string name, db::viewer who, db::page const& page)
{
    TRY(auto const actor, find_named_member(tx, in.uris, std::move(name)));
    return db::highlights_of_person(tx, actor.id, who, page);
}

result<std::vector<domain::highlight>> with_badge(db::transaction& tx, std::string const& slug,
                                                  db::viewer who, db::page const& page)
{
    TRY(auto const badge, db::find_badge_by_slug(tx, slug));
    if (!badge)
        return absent("badge");
    return db::highlights_with_badge(tx, badge->id, who, page);
}

result<std::map<core::snowflake, domain::actor>> authors_of(db::transaction& tx,
                                                            std::vector<domain::highlight> const& highlights)
{
    std::vector<core::snowflake> ids;
    for (auto const& each : highlights)
        ids.push_back(each.actor_id);
    return db::actors_by_id(tx, ids);
}

result<listed> find(db::transaction& tx, app::instance const& in, call const& c, db::page const& page)
{
    auto const who = c.viewer ? db::viewer(c.viewer_id()) : db::viewer();
    auto const member = core::query_value(c.request.query, "member");
    auto const badge = core::query_value(c.request.query, "badge");
    if (member.has_value() == badge.has_value())
        return failure{errc::invalid,
                       "list without a subject",
                       "Ask for the highlights of a member or of a badge.",
                       {{"member", "must be given, or badge instead"}}};
    TRY(auto highlights, member ? of_member(tx, in, *member, who, page) : with_badge(tx, *badge, who, page));
    TRY(auto authors, authors_of(tx, highlights));
    return listed{std::move(highlights), std::move(authors)};
}

} // namespace

boost::asio::awaitable<result<http::response>> list_highlights(app::instance const& in, call c)
{
    CO_TRY(auto const page, page_of(c.request));
    db::page const wanted{page.cursor, page.limit + 1};
    CO_TRY(auto found, co_await in.db.run([&](db::transaction& tx) { return find(tx, in, c, wanted); }));
    auto const next = cut(found.highlights, page.limit);
    json::writer w;
    w.object([&] {
        w.array("items", [&] {
            for (auto const& h : found.highlights)
                write_highlight(w, in.uris, h, found.authors[h.actor_id], c.viewer_id());
        });
        w.field("next", next);
    });
    co_return json_response(200, w.take());
}

} // namespace federwerk::api
