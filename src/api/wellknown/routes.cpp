// SPDX-License-Identifier: AGPL-3.0-or-later
#include "api/wellknown/routes.hpp"

#include "api/activitypub/negotiation.hpp"
#include "api/wellknown/webfinger.hpp"
#include "db/pacts.hpp"
#include "db/usage.hpp"
#include "federation/discovery/nodeinfo.hpp"
#include "federation/discovery/webfinger.hpp"

#include <chrono>
#include <memory>
#include <mutex>

namespace federwerk::api {

namespace {

using answer = boost::asio::awaitable<http::response>;

http::response open_document(http::request const& request, std::string body, std::string_view type)
{
    auto out = document_response(request, std::move(body), false);
    out.headers.remove("Vary");
    out.headers.set("Access-Control-Allow-Origin", "*");
    if (out.status == 200)
        out.headers.set("Content-Type", std::string(type));
    return out;
}

struct said_of_us {
    db::usage usage;
    std::vector<std::string> pacts; // Which instances exchange openings is no secret
};

result<said_of_us> read_what_is_said(db::transaction& tx)
{
    said_of_us out;
    TRY(out.usage, db::count_usage(tx));
    TRY(auto const pacts, db::pacts_that_hold(tx));
    for (auto const& p : pacts)
        out.pacts.push_back(p.host);
    return out;
}

// Counting reads every member, so the counts are kept for a minute.
class usage_memory {
public:
    std::optional<said_of_us> find()
    {
        std::lock_guard const lock(mutex_);
        return until_ > std::chrono::steady_clock::now() ? std::optional(known_) : std::nullopt;
    }
    void keep(said_of_us const& u)
    {
        std::lock_guard const lock(mutex_);
        known_ = u;
        until_ = std::chrono::steady_clock::now() + std::chrono::minutes(1);
    }

private:
    std::mutex mutex_;
    said_of_us known_;
    std::chrono::steady_clock::time_point until_;
};

answer read_nodeinfo(app::instance in, std::shared_ptr<usage_memory> memory,
                     discovery::nodeinfo_version version, http::request request)
{
    auto counted = memory->find();
    if (!counted) {
        auto const fresh = co_await in.db.run(read_what_is_said);
        if (!fresh)
            co_return refusal(fresh.error().code);
        counted = *fresh;
        memory->keep(*fresh);
    }
    auto body = discovery::nodeinfo({.version = FEDERWERK_VERSION,
                                     .name = in.settings.name,
                                     .description = in.settings.description,
                                     .members = counted->usage.members,
                                     .active_month = counted->usage.active_month,
                                     .active_half_year = counted->usage.active_half_year,
                                     .highlights = counted->usage.highlights,
                                     .station = std::string(domain::station_name) + "@" + in.uris.authority(),
                                     .pacts = counted->pacts},
                                    version);
    co_return open_document(request, std::move(body), discovery::nodeinfo_media_type(version));
}

answer read_nodeinfo_links(app::instance in, http::request request)
{
    auto body = discovery::nodeinfo_links(in.uris.base(), in.uris.instance_actor());
    co_return open_document(request, std::move(body), "application/json");
}

answer read_host_meta(app::instance in, http::request request)
{
    co_return open_document(request, discovery::host_meta(in.uris.base()), "application/xrd+xml");
}

} // namespace

std::vector<http::route> wellknown_routes(app::instance const& in)
{
    auto const memory = std::make_shared<usage_memory>();
    auto const accounts = std::make_shared<document_memory>();
    auto const nodeinfo = [in, memory](discovery::nodeinfo_version version) {
        return [in, memory, version](http::request r) {
            return read_nodeinfo(in, memory, version, std::move(r));
        };
    };
    auto const get = http::method::get;
    return {
        {get, "/.well-known/webfinger",
         [in, accounts](http::request r) { return read_webfinger(in, accounts, std::move(r)); }},
        {get, "/.well-known/host-meta", [in](http::request r) { return read_host_meta(in, std::move(r)); }},
        {get, "/.well-known/nodeinfo",
         [in](http::request r) { return read_nodeinfo_links(in, std::move(r)); }},
        {get, "/nodeinfo/2.0", nodeinfo(discovery::nodeinfo_version::v2_0)},
        {get, "/nodeinfo/2.1", nodeinfo(discovery::nodeinfo_version::v2_1)},
    };
}

} // namespace federwerk::api
