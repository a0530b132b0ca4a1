// SPDX-License-Identifier: AGPL-3.0-or-later
#include "api/wellknown/webfinger.hpp"

#include "api/activitypub/negotiation.hpp"
#include "core/text.hpp"
#include "core/url.hpp"
#include "db/actors.hpp"
#include "db/badges.hpp"
#include "db/members.hpp"
#include "db/tombstones.hpp"
#include "federation/discovery/webfinger.hpp"

namespace federwerk::api {

namespace {

constexpr std::string_view ld_json =
    R"(application/ld+json; profile="https://www.w3.org/ns/activitystreams")";
constexpr std::size_t longest_resource = 2'048, longest_kept = 512;

failure absent(std::string_view resource)
{
    return {errc::not_found, "webfinger: nobody is " + std::string(resource), {}};
}

result<domain::actor> present(std::optional<domain::actor> const& found, std::string_view resource)
{
    if (!found || !found->local)
        return absent(resource);
    if (found->state == domain::actor_state::gone)
        return failure{errc::gone, "webfinger: gone is " + std::string(resource), {}};
    if (found->kind == domain::actor_kind::organization && !found->verified)
        return absent(resource);
    return *found;
}

result<domain::actor> by_username(db::transaction& tx, std::string const& username, std::string_view resource)
{
    TRY(auto const found, db::find_local_actor(tx, username));
    if (found)
        return present(found, resource);
    // Other names of a badge lead to it: badge.golang is badge.go.
    if (username.starts_with("badge.")) {
        TRY(auto const badge, db::find_badge_by_slug(tx, username.substr(6)));
        if (badge) {
            TRY(auto const actor, db::find_actor(tx, badge->actor_id));
            return present(actor, resource);
        }
    }
    TRY(auto const retired, db::is_handle_retired(tx, username));
    if (retired)
        return failure{errc::gone, "webfinger: retired is " + std::string(resource), {}};
    return absent(resource);
}

result<domain::actor> by_address(db::transaction& tx, domain::uris const& uris, std::string const& address)
{
    auto const path = std::string_view(address).substr(uris.base().size());
    if (path.empty() || path == "/") {
        TRY(auto const instance, db::find_actor_by_uri(tx, uris.instance_actor()));
        return present(instance, address);
    }
    if (path.starts_with("/@") && path.find_first_of("/?#", 2) == std::string_view::npos)
        return by_username(tx, core::lower_ascii(path.substr(2)), address);
    if (path.starts_with("/badges/")) {
        TRY(auto const badge, db::find_badge_by_slug(tx, std::string(path.substr(8))));
        if (!badge)
            return absent(address);
        TRY(auto const actor, db::find_actor(tx, badge->actor_id));
        return present(actor, address);
    }
    TRY(auto const found, db::find_actor_by_uri(tx, address));
    if (found)
        return present(found, address);
    TRY(auto const tombstone, db::find_tombstone(tx, address));
    return failure{tombstone ? errc::gone : errc::not_found, "webfinger: nobody at " + address, {}};
}

result<domain::actor> find(db::transaction& tx, domain::uris const& uris, std::string const& resource)
{
    if (resource.starts_with("https://") || resource.starts_with("http://"))
        return uris.is_ours(resource) ? by_address(tx, uris, resource) : absent(resource);
    TRY(auto const account, discovery::parse_account(resource));
    if (account.host != uris.authority())
        return absent(resource);
    auto const username = core::lower_ascii(account.username);
    // Mastodon asks for acct:HOST@HOST when it looks for an instance's actor.
    if (username == uris.authority()) {
        TRY(auto const instance, db::find_actor_by_uri(tx, uris.instance_actor()));
        return present(instance, resource);
    }
    return by_username(tx, username, resource);
}

discovery::jrd describe(domain::uris const& uris, domain::actor const& actor)
{
    bool const instance = actor.uri == uris.instance_actor();
    bool const badge = actor.kind == domain::actor_kind::group && actor.username.starts_with("badge.");
    bool const application = instance || actor.uri == uris.station();
    auto const page = application ? uris.base() + "/"
                      : badge     ? uris.badge_page(actor.username.substr(6))
                                  : uris.member_page(actor.username);
    discovery::jrd out{.subject = "acct:" + actor.username + "@" + uris.authority(),
                       .aliases = {page, actor.uri}};
    out.links.push_back({"self", "application/activity+json", actor.uri, {}});
    out.links.push_back({"self", std::string(ld_json), actor.uri, {}});
    out.links.push_back({"http://webfinger.net/rel/profile-page", "text/html", page, {}});
    if (actor.icon_url)
        out.links.push_back({"http://webfinger.net/rel/avatar", {}, *actor.icon_url, {}});
    if (instance) // FEP-d556
        out.links.push_back(
            {"https://www.w3.org/ns/activitystreams#Service", "application/activity+json", actor.uri, {}});
    return out;
}

// All values of rel, in their order (RFC 7033 4.3).
std::vector<std::string> rels_of(std::string_view query)
{
    std::vector<std::string> out;
    for (auto const part : core::split(query, '&'))
        if (part.starts_with("rel="))
            if (auto value = core::query_value(part, "rel"); value && out.size() < 20)
                out.push_back(std::move(*value));
    return out;
}

// Who is not here is asked for anew each time: strangers' questions must not drive out what is asked for
// often.
boost::asio::awaitable<result<std::string>> document(app::instance in, document_memory& memory,
                                                     std::string resource, std::vector<std::string> rels)
{
    auto key = resource;
    for (auto const& rel : rels)
        key += '\n' + rel;
    auto const state = in.post.nudges();
    if (auto const kept = memory.find(key, state))
        co_return *kept;
    auto const work = [&](db::transaction& tx) { return find(tx, in.uris, resource); };
    CO_TRY(auto const found, co_await in.db.run(work));
    auto out = discovery::write_jrd(describe(in.uris, found), rels);
    if (key.size() <= longest_kept)
        memory.keep(std::move(key), out, state);
    co_return out;
}

http::response with_cors(http::response out)
{
    out.headers.set("Access-Control-Allow-Origin", "*"); // RFC 7033 5
    return out;
}

} // namespace

boost::asio::awaitable<http::response>
read_webfinger(app::instance in, std::shared_ptr<document_memory> memory, http::request request)
{
    auto const resource = core::query_value(request.query, "resource");
    if (!resource || resource->empty() || resource->size() > longest_resource)
        co_return with_cors(refusal(errc::malformed));
    auto body = co_await document(in, *memory, *resource, rels_of(request.query));
    if (!body)
        co_return with_cors(refusal(body.error().code));
    auto out = document_response(request, std::move(*body), false);
    out.headers.remove("Vary");
    if (out.status == 200)
        out.headers.set("Content-Type", "application/jrd+json");
    co_return with_cors(std::move(out));
}

} // namespace federwerk::api
