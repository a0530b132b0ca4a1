// SPDX-License-Identifier: AGPL-3.0-or-later
#include "api/activitypub/inbox.hpp"

#include "core/snowflake.hpp"

namespace federwerk::api {
namespace {

constexpr std::size_t body_limit = 1024 * 1024;

// Nobody lives at an id that is none; the receiver answers 404 to that.
std::string actor_uri(domain::uris const& uris, http::request const& request)
{
    auto const id = core::snowflake::parse(request.parameter("id"));
    return id ? uris.actor(*id) : std::string();
}

std::string badge_uri(domain::uris const& uris, http::request const& request)
{
    auto const id = core::snowflake::parse(request.parameter("id"));
    return id ? uris.badge(*id) : std::string();
}

using owner = std::function<std::optional<std::string>(http::request const&)>;

http::route inbox(std::string pattern, inbox::receiver& receiver, owner whose)
{
    auto handle = [&receiver, whose = std::move(whose)](http::request request) {
        auto of = whose(request);
        return receiver.receive(std::move(request), std::move(of));
    };
    return {http::method::post, std::move(pattern), std::move(handle), body_limit};
}

} // namespace

std::vector<http::route> inbox_routes(domain::uris const& uris, inbox::receiver& receiver)
{
    auto const nobody = [](http::request const&) { return std::optional<std::string>(); };
    auto const instance = [&uris](http::request const&) { return std::optional(uris.instance_actor()); };
    auto const station = [&uris](http::request const&) { return std::optional(uris.station()); };
    auto const member = [&uris](http::request const& r) { return std::optional(actor_uri(uris, r)); };
    auto const badge = [&uris](http::request const& r) { return std::optional(badge_uri(uris, r)); };
    return {
        inbox("/ap/inbox", receiver, nobody),
        inbox("/ap/actor/inbox", receiver, instance),
        inbox("/ap/station/inbox", receiver, station),
        inbox("/ap/actors/{id}/inbox", receiver, member),
        inbox("/ap/badges/{id}/inbox", receiver, badge),
    };
}

} // namespace federwerk::api
