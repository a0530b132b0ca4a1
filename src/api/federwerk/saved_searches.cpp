// SPDX-License-Identifier: AGPL-3.0-or-later
#include "api/federwerk/saved_searches.hpp"

#include "api/body.hpp"
#include "api/federwerk/paging.hpp"
#include "api/federwerk/routes.hpp"
#include "api/idempotency.hpp"
#include "core/text.hpp"
#include "db/saved_searches.hpp"
#include "json/reader.hpp"
#include "json/writer.hpp"

#include <algorithm>
#include <array>

namespace federwerk::api {

namespace {

using boost::asio::awaitable;

constexpr int most_searches = 20;
constexpr std::array<std::string_view, 4> lists{"kind", "badges", "terms", "language"};

bool is_list(std::string_view name)
{
    return std::ranges::find(lists, name) != lists.end();
}

// A filter as the address of a search would have it; absent where its type is another one.
std::optional<std::string> text_of(std::string_view name, json::view given)
{
    if (!is_list(name)) {
        if (auto const number = name == "within" ? given.integer() : std::nullopt)
            return std::to_string(*number);
        if (auto const yes = name == "remote" ? given.boolean() : std::nullopt)
            return *yes ? "true" : "false";
        auto const text = name == "within" || name == "remote" ? std::nullopt : given.text();
        return text ? std::optional(std::string(*text)) : std::nullopt;
    }
    if (!given.is_array() || given.size() == 0)
        return std::nullopt;
    std::string out;
    for (auto const& each : given.items()) {
        auto const text = each.text();
        if (!text || text->find(',') != std::string_view::npos)
            return std::nullopt;
        out.append(out.empty() ? "" : ",").append(*text);
    }
    return out;
}

domain::station_query read_query(json::reader& in, json::view given)
{
    if (!given.is_object()) {
        in.refuse("query", "must be an object");
        return {};
    }
    auto const& names = domain::station_query_names();
    domain::named_texts filters;
    for (auto const& [name, value] : given.members()) {
        auto text = text_of(name, value);
        if (std::ranges::find(names, name) == names.end())
            in.refuse("query." + std::string(name), "is not a filter");
        else if (!text || core::trim(*text).empty())
            in.refuse("query." + std::string(name), "has another type, or is empty");
        else
            filters.emplace_back(std::string(name), std::move(*text));
    }
    auto const query = domain::parse_station_query(filters);
    if (query)
        return *query;
    for (auto const& each : query.error().details)
        in.refuse("query." + each.field, each.message);
    return {};
}

void write_filter(json::writer& w, std::string const& name, std::string const& text)
{
    w.key(name);
    if (is_list(name))
        w.array([&] {
            for (auto const each : core::split(text, ','))
                w.value(each);
        });
    else if (name == "remote" || name == "within")
        w.raw(text);
    else
        w.value(text);
}

void write_search(json::writer& w, db::saved_search const& s)
{
    w.object([&] {
        w.field("id", s.id).field("name", s.name);
        w.object("query", [&] {
            for (auto const& [name, text] : domain::to_named_texts(s.query))
                write_filter(w, name, text);
        });
        w.field("created_at", s.created_at);
    });
}

http::response to_response(db::saved_search const& s)
{
    json::writer w;
    write_search(w, s);
    return json_response(201, w.take());
}

awaitable<result<http::response>> keep(app::instance const& in, call c)
{
    CO_TRY(auto const body, parse_body(c.request));
    json::reader reading(body.root());
    db::saved_search wish;
    wish.member_id = c.viewer_id();
    wish.name = core::single_line(reading.text("name", 100, 1));
    wish.query = read_query(reading, body.root()["query"]);
    reading.allow_only({"name", "query"});
    if (auto refused = reading.refusal())
        co_return *refused;
    auto const with = kept<db::saved_search>(c, to_response);
    auto const work = [&](db::transaction& tx) -> result<db::saved_search> {
        TRY(auto made, db::insert_saved_search(tx, wish, most_searches));
        TRY_VOID(app::write_along(with, tx, made));
        return made;
    };
    CO_TRY(auto const made, co_await in.db.run(work));
    co_return to_response(made);
}

awaitable<result<http::response>> list(app::instance const& in, call c)
{
    CO_TRY(auto const page, page_of(c.request));
    auto const work = [&](db::transaction& tx) {
        return db::saved_searches_of(tx, c.viewer_id(), page.cursor, page.limit + 1);
    };
    CO_TRY(auto found, co_await in.db.run(work));
    auto const next = cut(found, page.limit);
    json::writer w;
    w.object([&] {
        w.array("items", [&] {
            for (auto const& each : found)
                write_search(w, each);
        });
        w.field("next", next);
    });
    co_return json_response(200, w.take());
}

awaitable<result<http::response>> remove(app::instance const& in, call c)
{
    failure const absent{errc::not_found, "no such search of this member", {}};
    auto const id = core::snowflake::parse(c.request.parameter("id"));
    if (!id)
        co_return absent;
    auto const work = [&](db::transaction& tx) { return db::delete_saved_search(tx, c.viewer_id(), *id); };
    CO_TRY(auto const gone, co_await in.db.run(work));
    if (!gone)
        co_return absent;
    co_return http::response{.status = 204};
}

} // namespace

std::vector<api_route> saved_search_routes(app::instance const& in)
{
    auto const path = std::string(federwerk_prefix) + "/saved_searches";
    return {{http::method::get,
             path,
             who::member,
             "read",
             0,
             [&in](call c) { return list(in, std::move(c)); },
             {"", "saved_searches", 200, "cursor limit"}},
            {http::method::post,
             path,
             who::member,
             "write",
             16 * 1024,
             [&in](call c) { return keep(in, std::move(c)); },
             {"saved_search_request", "saved_search", 201}},
            {http::method::delete_,
             path + "/{id}",
             who::member,
             "write",
             0,
             [&in](call c) { return remove(in, std::move(c)); },
             {"", "", 204}}};
}

} // namespace federwerk::api
