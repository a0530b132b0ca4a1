// SPDX-License-Identifier: AGPL-3.0-or-later
// Authorisation lives in the route table, denied by default: every route says who may call it and with which
// scope.
#pragma once

#include "app/instance.hpp"
#include "domain/actor.hpp"
#include "domain/member.hpp"
#include "http/router.hpp"

#include <functional>
#include <optional>
#include <string_view>
#include <vector>

namespace federwerk::api {

enum class who { anybody, member, gatekeeper, moderator, admin }; // Each includes the ones after it

struct viewer {
    domain::actor actor;
    domain::member_role role = domain::member_role::member;
};

class receipt;

// What a handler of an API gets. viewer is set where a valid token came with the request, also on routes for
// anybody.
struct call {
    http::request const& request;
    std::optional<api::viewer> viewer;
    receipt* once =
        nullptr; // Where the request has an Idempotency-Key: what the act must keep (idempotency.hpp)
    core::snowflake viewer_id() const { return viewer ? viewer->actor.id : core::snowflake{}; }
};
using endpoint = std::function<boost::asio::awaitable<result<http::response>>(call)>;

// What goes in and comes out, by the names of schemas/api; /openapi.json is made of it.
struct api_shapes {
    std::string_view takes, gives; // Empty: no body; nothing is given but 204
    unsigned status = 200;
    std::string_view query; // Names of query parameters, separated by spaces
    std::string_view body_type = "application/json";
};

struct api_route {
    http::method method;
    std::string pattern;
    who may;
    std::string_view scope; // "read", "write", "follow"; "" for anybody
    std::size_t body_limit;
    api::endpoint handle;
    api_shapes shapes{};
};

// Bearer token → viewer, role and scope checks, Idempotency-Key, failures as {"error":{…}}, then the
// endpoint.
std::vector<http::route> guard(app::instance const& in, std::vector<api_route> routes);

http::response json_response(unsigned status, std::string body);
http::response error_response(failure const& f); // {"error":{"code","message","details"}}

} // namespace federwerk::api
