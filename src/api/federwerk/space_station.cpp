// SPDX-License-Identifier: AGPL-3.0-or-later
#include "api/federwerk/space_station.hpp"

#include "api/federwerk/opening_entry.hpp"
#include "api/federwerk/paging.hpp"
#include "api/federwerk/routes.hpp"
#include "app/station/search_station.hpp"
#include "core/url.hpp"

#include <algorithm>

namespace federwerk::api {

namespace {

struct asked {
    domain::station_query query;
    std::optional<app::station_cursor> cursor;
    int limit = 20;
};

result<asked> input(http::request const& request)
{
    asked out;
    TRY_VOID(allow_only(request, domain::station_query_names()));
    domain::named_texts given;
    for (auto const& name : domain::station_query_names())
        if (auto value = core::query_value(request.query, name))
            given.emplace_back(name, std::move(*value));
    TRY(out.query, domain::parse_station_query(given));
    TRY(out.limit, limit_of(request));
    auto const cursor = core::query_value(request.query, "cursor");
    if (cursor && !cursor->empty()) {
        TRY(out.cursor, app::station_cursor::parse(*cursor));
    }
    return out;
}

void write_badge_reason(json::writer& w, std::string_view kind, std::vector<std::string> const& badges,
                        int points)
{
    if (!badges.empty())
        w.object([&] { w.field("kind", kind).field("badges", badges).field("points", points); });
}

void write_because(json::writer& w, app::station_hit const& hit, domain::station_query const& query)
{
    auto const& s = hit.standing;
    auto const parts = domain::answered_parts(query);
    bool const other =
        !s.shared.empty() || !s.asked.empty() || hit.credits > 0 || !parts.empty() || query.complementary_to;
    w.array("because", [&] {
        write_badge_reason(w, "shared_badges", s.shared, s.shared_points);
        write_badge_reason(w, "asked_badges", s.asked, s.asked_points);
        if (hit.credits > 0)
            w.object([&] {
                w.field("kind", "credits").field("distance", hit.credits).field("points", s.credit_points);
            });
        if (s.fresh_points > 0 || !other) // Of what nobody asked for, the newest comes first
            w.object([&] {
                w.field("kind", "fresh")
                    .field("since", hit.opening.published)
                    .field("points", s.fresh_points);
            });
        if (query.complementary_to)
            w.object([&] {
                w.field("kind", "complementary").field("to", *query.complementary_to).field("points", 0);
            });
        if (!parts.empty())
            w.object([&] { w.field("kind", "asked").field("filters", parts).field("points", 0); });
    });
}

void write_hit(json::writer& w, app::instance const& in, app::station_hit const& hit,
               domain::station_query const& query, core::time_point now)
{
    auto const age = std::chrono::floor<std::chrono::seconds>(now - hit.opening.published);
    w.object([&] {
        w.key("opening");
        write_opening(w, in.uris, hit.opening, hit.owner, now);
        w.field("home", hit.owner.host).field("age_seconds", std::max<std::int64_t>(age.count(), 0));
        w.field("checked_at", hit.opening.fetched_at);
        write_because(w, hit, query);
    });
}

// The most frequent first; of equals by name, so that the list stays still.
void write_facet(json::writer& w, std::string_view name, domain::facet const& counts)
{
    constexpr std::size_t most = 50;
    std::vector<std::pair<std::string, int>> sorted(counts.begin(), counts.end());
    std::ranges::stable_sort(sorted, std::ranges::greater{}, &std::pair<std::string, int>::second);
    sorted.resize(std::min(sorted.size(), most));
    w.array(name, [&] {
        for (auto const& [value, count] : sorted)
            w.object([&] { w.field("value", value).field("openings", count); });
    });
}

void write_facets(json::writer& w, app::station_page const& page)
{
    w.key("facets");
    if (!page.facets) {
        w.null();
        return;
    }
    auto const& f = *page.facets;
    w.object([&] {
        write_facet(w, "kind", f.kinds);
        write_facet(w, "direction", f.directions);
        write_facet(w, "terms", f.terms);
        write_facet(w, "language", f.languages);
        write_facet(w, "instance", f.instances);
        w.field("all_counted", page.all_counted);
    });
}

boost::asio::awaitable<result<http::response>> search(app::instance const& in, call c)
{
    CO_TRY(auto const what, input(c.request));
    auto const now = core::now();
    auto const work = [&](db::transaction& tx) {
        return app::search_station(tx, c.viewer->actor, what.query, what.cursor, what.limit, now);
    };
    CO_TRY(auto const page, co_await in.db.run(work));
    json::writer w;
    w.object([&] {
        w.array("items", [&] {
            for (auto const& each : page.items)
                write_hit(w, in, each, what.query, now);
        });
        write_facets(w, page);
        w.key("next");
        page.next ? w.value(page.next->text()) : w.null();
    });
    co_return json_response(200, w.take());
}

} // namespace

std::vector<api_route> space_station_routes(app::instance const& in)
{
    return {
        {http::method::get,
         std::string(federwerk_prefix) + "/space_station",
         who::member,
         "read",
         0,
         [&in](call c) { return search(in, std::move(c)); },
         {"", "space_station", 200,
          "tab kind direction badges match terms language remote near within since ends_before organisation "
          "instance q complementary_to cursor limit"}}};
}

} // namespace federwerk::api
