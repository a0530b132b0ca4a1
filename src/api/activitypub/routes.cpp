// SPDX-License-Identifier: AGPL-3.0-or-later
#include "api/activitypub/routes.hpp"

#include "api/activitypub/reading.hpp"
#include "core/log.hpp"
#include "federation/vocab/contexts.hpp"

namespace federwerk::api {

namespace {

using read_place = answer (*)(reading_ptr, http::request, actor_place);
using read_object = answer (*)(reading_ptr, http::request);

http::response finish(result<http::response> done, std::string const& path)
{
    if (done)
        return std::move(*done);
    auto const code = done.error().code;
    if (http::status_of(code) >= 500)
        core::log::error("activitypub.read_failed", {{"path", path}, {"reason", done.error().log}});
    return refusal(code);
}

boost::asio::awaitable<http::response> read_at(reading_ptr self, read_place read, actor_place place,
                                               http::request request)
{
    auto const path = request.path;
    co_return finish(co_await read(std::move(self), std::move(request), place), path);
}

boost::asio::awaitable<http::response> read_one(reading_ptr self, read_object read, http::request request)
{
    auto const path = request.path;
    co_return finish(co_await read(std::move(self), std::move(request)), path);
}

boost::asio::awaitable<http::response> serve_context(http::request request)
{
    auto out = document_response(request, std::string(vocab::served_context()), false);
    if (out.status == 200)
        out.headers.set("Content-Type", "application/ld+json");
    out.headers.set("Cache-Control", "public, max-age=86400");
    out.headers.set("Access-Control-Allow-Origin", "*");
    co_return out;
}

struct place_line {
    std::string pattern;
    actor_place place;
    read_place read;
};

std::vector<place_line> place_lines()
{
    using enum actor_place;
    return {
        {"/ap/actor", instance, read_actor},
        {"/ap/actor/outbox", instance, read_outbox},
        {"/ap/actor/followers", instance, read_followers},
        {"/ap/station", station, read_actor},
        {"/ap/station/outbox", station, read_outbox},
        {"/ap/station/followers", station, read_followers},
        {"/ap/actors/{id}", members, read_actor},
        {"/ap/actors/{id}/outbox", members, read_outbox},
        {"/ap/actors/{id}/followers", members, read_followers},
        {"/ap/actors/{id}/following", members, read_following},
        {"/ap/actors/{id}/featured", members, read_featured},
        {"/ap/actors/{id}/tags", members, read_featured_tags},
        {"/ap/actors/{id}/badges", members, read_worn_badges},
        {"/ap/actors/{id}/openings", members, read_open_to},
        {"/ap/actors/{id}/followers_synchronization", members, read_synchronization},
        {"/ap/badges/{id}", badges, read_actor},
        {"/ap/badges/{id}/outbox", badges, read_outbox},
        {"/ap/badges/{id}/followers", badges, read_followers},
        {"/ap/badges/{id}/followers_synchronization", badges, read_synchronization},
    };
}

} // namespace

std::vector<http::route> activitypub_routes(app::instance const& in, signed_by verify)
{
    auto const self = reading_ptr(new reading{.in = in, .verify = std::move(verify)});
    std::vector<http::route> out;
    for (auto const& line : place_lines())
        out.push_back(
            {http::method::get, line.pattern, [self, read = line.read, place = line.place](http::request r) {
                 return read_at(self, read, place, std::move(r));
             }});
    auto const object = [&](std::string pattern, read_object read) {
        out.push_back({http::method::get, std::move(pattern),
                       [self, read](http::request r) { return read_one(self, read, std::move(r)); }});
    };
    object("/ap/highlights/{id}", read_highlight);
    object("/ap/openings/{id}", read_opening);
    object("/ap/calls/{id}", read_call);
    object("/ap/requests/{id}", read_request);
    object("/ap/agreements/{id}", read_agreement);
    object("/ap/messages/{id}", read_message);
    object("/ap/credits/{id}", read_credit);
    object("/ap/credentials/{id}", read_credential);
    object("/badges/{slug}/achievement.json", read_achievement);
    object("/ap/station/openings", read_station_openings);
    object("/ap/activities/{id}", read_activity);
    out.push_back({http::method::get, "/ns/v1", serve_context});
    return out;
}

} // namespace federwerk::api
