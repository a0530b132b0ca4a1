// SPDX-License-Identifier: AGPL-3.0-or-later
// GET /discovery: looking around. Three short lists by date alone; nothing is ranked and nobody is counted.
#include "api/federwerk/multiverse.hpp"

#include "api/federwerk/actor_entry.hpp"
#include "api/federwerk/badges.hpp"
#include "api/federwerk/opening_entry.hpp"
#include "api/federwerk/routes.hpp"
#include "db/discovery.hpp"
#include "db/profiles.hpp"

#include <map>

namespace federwerk::api {

namespace {

struct found {
    std::vector<domain::badge> badges;
    std::vector<domain::actor> members;
    std::vector<domain::opening> openings;
    std::map<core::snowflake, domain::actor> owners;
};

result<found> find(db::transaction& tx, core::snowflake viewer_id)
{
    found f;
    TRY(f.badges, db::newly_made_badges(tx));
    TRY(f.members, db::newly_joined_members(tx, viewer_id));
    TRY(f.openings, db::openings_ending_soon(tx, viewer_id));
    std::vector<core::snowflake> ids;
    for (auto const& each : f.openings)
        ids.push_back(each.actor_id);
    TRY(auto owners, db::find_actors(tx, ids));
    for (auto& each : owners)
        f.owners.emplace(each.id, std::move(each));
    return f;
}

boost::asio::awaitable<result<http::response>> discover(app::instance const& in, call c)
{
    CO_TRY(auto f, co_await in.db.run([&](db::transaction& tx) { return find(tx, c.viewer_id()); }));
    json::writer w;
    w.object([&] {
        w.array("badges", [&] {
            for (auto const& each : f.badges)
                write_badge(w, in.uris, each);
        });
        w.array("members", [&] {
            for (auto const& each : f.members)
                write_actor(w, each);
        });
        w.array("openings", [&] {
            for (auto const& each : f.openings)
                write_opening(w, in.uris, each, f.owners[each.actor_id], core::now());
        });
    });
    co_return json_response(200, w.take());
}

} // namespace

std::vector<api_route> discovery_routes(app::instance const& in)
{
    return {{http::method::get,
             std::string(federwerk_prefix) + "/discovery",
             who::member,
             "read",
             0,
             [&in](call c) { return discover(in, std::move(c)); },
             {"", "discovery"}}};
}

} // namespace federwerk::api
