// SPDX-License-Identifier: AGPL-3.0-or-later
#include "api/federwerk/badges.hpp"

#include "api/body.hpp"
#include "api/federwerk/paging.hpp"
#include "api/federwerk/routes.hpp"
#include "api/idempotency.hpp"
#include "app/badges/make_badge.hpp"
#include "core/text.hpp"
#include "db/actors.hpp"
#include "db/badges.hpp"
#include "json/reader.hpp"

namespace federwerk::api {

namespace {

using boost::asio::awaitable;

constexpr std::size_t most_query_bytes = 200;

result<domain::badge_draft> input(http::request const& request)
{
    TRY(auto const body, parse_body(request));
    json::reader in(body.root());
    domain::badge_draft draft;
    draft.name = in.text("name", 80, 1);
    draft.icon = in.optional_text("icon", 60).value_or("");
    draft.description = in.optional_text("description", 1000).value_or("");
    if (auto const hue = in.optional_integer("hue", 0, 359))
        draft.hue = static_cast<int>(*hue);
    auto const kind = in.optional_text("kind", 20).value_or("subject");
    if (auto const known = domain::parse_badge_kind(kind))
        draft.kind = *known;
    else
        in.refuse("kind",
                  "must be role, craft, subject, industry, language, place, community, life_event or fun");
    draft.aliases = in.optional_texts("aliases", 10, 80).value_or(std::vector<std::string>{});
    in.allow_only({"name", "icon", "description", "hue", "kind", "aliases"});
    if (auto refused = in.refusal())
        return *refused;
    return draft;
}

http::response to_response(app::instance const& in, unsigned status, domain::badge const& badge)
{
    json::writer w;
    write_badge(w, in.uris, badge);
    return json_response(status, w.take());
}

struct worn_badges {
    std::vector<domain::badge> badges;
    std::map<core::snowflake, db::backing> backing;
};

// Of members and of people elsewhere, as far as they are known here.
result<worn_badges> badges_of(db::transaction& tx, domain::uris const& uris, std::string const& handle)
{
    auto const at = handle.find('@');
    auto const host = at == std::string::npos ? uris.authority() : handle.substr(at + 1);
    TRY(auto const who, db::find_actor_by_handle(tx, handle.substr(0, at), host));
    if (!who || who->state == domain::actor_state::suspended || who->state == domain::actor_state::gone)
        return failure{errc::not_found, "nobody is called " + handle, {}};
    worn_badges out;
    TRY(out.badges, db::worn_by(tx, who->id));
    TRY(out.backing, db::backing_of_badges(tx, who->id));
    return out;
}

awaitable<result<http::response>> list_worn(app::instance const& in, std::string handle)
{
    auto read = [&](db::transaction& tx) { return badges_of(tx, in.uris, handle); };
    CO_TRY(auto const found, co_await in.db.run(read));
    json::writer w;
    w.object([&] {
        w.array("items", [&] {
            for (auto const& badge : found.badges) {
                auto const at = found.backing.find(badge.id);
                write_badge(w, in.uris, badge, at == found.backing.end() ? db::backing::claimed : at->second);
            }
        });
        w.field("next", std::optional<std::string>());
    });
    co_return json_response(200, w.take());
}

awaitable<result<http::response>> search(app::instance const& in, call c)
{
    if (auto const member = core::query_value(c.request.query, "member"))
        co_return co_await list_worn(in, core::lower_ascii(*member));
    CO_TRY(auto const page, page_of(c.request));
    auto const query = core::query_value(c.request.query, "q").value_or("");
    if (query.size() > most_query_bytes || !core::is_valid_utf8(query))
        co_return failure{errc::invalid,
                          "query too long or no text",
                          "This cannot be searched for.",
                          {{"q", "must be a text of at most 200 bytes"}}};
    CO_TRY(auto found, co_await in.db.run([&](db::transaction& tx) {
        return db::search_badges(tx, query, page.cursor, page.limit + 1);
    }));
    auto const next = cut(found, page.limit);
    json::writer w;
    w.object([&] {
        w.array("items", [&] {
            for (auto const& badge : found)
                write_badge(w, in.uris, badge);
        });
        w.field("next", next);
    });
    co_return json_response(200, w.take());
}

// "rust", or "badge.rust@b.test" for one of another instance that is known here.
result<std::optional<domain::badge>> find(db::transaction& tx, std::string const& name)
{
    auto const at = name.find('@');
    if (at == std::string::npos)
        return db::find_badge_by_slug(tx, core::slugify(name));
    TRY(auto const actor, db::find_actor_by_handle(tx, name.substr(0, at), name.substr(at + 1)));
    if (!actor)
        return std::nullopt;
    return db::find_badge_by_actor(tx, actor->id);
}

awaitable<result<http::response>> read(app::instance const& in, call c)
{
    auto const name = core::lower_ascii(c.request.parameter("slug"));
    CO_TRY(auto const badge, co_await in.db.run([&](db::transaction& tx) { return find(tx, name); }));
    if (!badge)
        co_return failure{errc::not_found, "no badge " + name, {}};
    co_return to_response(in, 200, *badge);
}

awaitable<result<http::response>> make(app::instance const& in, call c)
{
    CO_TRY(auto draft, input(c.request));
    auto const answer = [&](domain::badge const& badge) { return to_response(in, 201, badge); };
    auto with = kept<domain::badge>(c, answer);
    CO_TRY(auto const badge,
           co_await app::make_badge(in, c.viewer->actor, std::move(draft), std::move(with)));
    co_return answer(badge);
}

} // namespace

void write_badge(json::writer& w, domain::uris const& uris, domain::badge const& badge,
                 std::optional<db::backing> standing)
{
    bool const ours = badge.host.empty();
    auto const& host = ours ? uris.authority() : badge.host;
    w.object([&] {
        w.field("id", badge.id).field("slug", badge.slug).field("name", badge.name).field("uri", badge.uri);
        w.field("handle", "badge." + badge.slug + "@" + host).field("host", host);
        w.field("url", ours ? uris.badge_page(badge.slug) : badge.uri);
        w.field("kind", domain::to_string(badge.kind)).field("hue", badge.hue).field("icon", badge.icon);
        w.field("description", badge.description).field("aliases", badge.aliases);
        w.field("created_at", badge.created_at);
        if (standing)
            w.field("standing", to_string(*standing));
    });
}

std::vector<api_route> badge_routes(app::instance const& in)
{
    std::string const prefix(federwerk_prefix);
    return {
        {http::method::get,
         prefix + "/badges",
         who::anybody,
         "",
         0,
         [&in](call c) { return search(in, std::move(c)); },
         {"", "badges", 200, "q member cursor limit"}},
        {http::method::post,
         prefix + "/badges",
         who::member,
         "write",
         16 * 1024,
         [&in](call c) { return make(in, std::move(c)); },
         {"badge_request", "badge", 201}},
        {http::method::get,
         prefix + "/badges/{slug}",
         who::anybody,
         "",
         0,
         [&in](call c) { return read(in, std::move(c)); },
         {"", "badge"}},
    };
}

} // namespace federwerk::api
