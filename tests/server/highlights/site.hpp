// SPDX-License-Identifier: AGPL-3.0-or-later
// The instance a.test as its API's callers meet it: the real routes behind the real guard on a real database,
// with a scripted world beyond the socket.
#pragma once

#include "api/federwerk/badges.hpp"
#include "api/federwerk/follows.hpp"
#include "api/federwerk/highlights.hpp"
#include "api/federwerk/kinds.hpp"
#include "api/federwerk/media.hpp"
#include "api/federwerk/multiverse.hpp"
#include "api/federwerk/openings.hpp"
#include "api/federwerk/profile.hpp"
#include "app/accounts/issue_token.hpp"
#include "app/badges/adopt_badges.hpp"
#include "core/url.hpp"
#include "db/actors.hpp"
#include "db/follows.hpp"
#include "support/people.hpp"
#include "support/results.hpp"
#include "support/scripted_client.hpp"
#include "support/source_tree.hpp"
#include "support/test_database.hpp"
#include "support/test_server.hpp"
#include "support/through_routes.hpp"
#include "json/schema.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>
#include <catch2/catch.hpp>

namespace federwerk::tests {

class site {
public:
    site()
    {
        REQUIRE(app::adopt_badges(base.pool(), uris));
        router_.add(api::guard(in, api::badge_routes(in)));
        router_.add(api::guard(in, api::highlight_routes(in)));
        router_.add(api::guard(in, api::multiverse_routes(in)));
        router_.add(api::guard(in, api::discovery_routes(in)));
        router_.add(api::guard(in, api::profile_routes(in)));
        router_.add(api::guard(in, api::media_routes(in)));
        router_.add(api::guard(in, api::follow_routes(in)));
        router_.add(api::guard(in, api::kind_routes()));
        router_.add(api::guard(in, api::opening_routes(in)));
        router_.add(api::guard(in, api::call_routes(in)));
        router_.add(api::media_file_route(in));
    }

    struct person {
        domain::actor actor;
        std::string token;
    };
    person member(std::string const& handle)
    {
        person made;
        base.commit([&](db::transaction& tx) {
            made.actor = add_member(tx, handle);
            made.token =
                app::issue_token(tx, secrets, made.actor.id, "read write follow", core::now()).value();
        });
        return made;
    }
    domain::actor remote_actor(std::string const& uri)
    {
        domain::actor made;
        base.commit([&](db::transaction& tx) { made = add_remote_actor(tx, uri); });
        return made;
    }
    void follow(core::snowflake follower, core::snowflake followed)
    {
        base.commit([&](db::transaction& tx) {
            auto const id = db::next_id(tx).value();
            REQUIRE(db::upsert_follow(tx, {id, follower, followed, "https://x.test/" + id.text(),
                                           db::follow_state::accepted, core::now()}));
        });
    }
    core::snowflake badge_actor(std::string const& slug)
    {
        return {std::stoll(text("SELECT actor_id FROM badge WHERE host = '' AND slug = '" + slug + "'"))};
    }

    http::response send(http::method method, std::string const& path, std::string const& token = {},
                        std::string body = {}, http::headers headers = {})
    {
        http::request request{
            .method = method, .target = path, .headers = std::move(headers), .body = std::move(body)};
        if (!request.body.empty() && !request.headers.get("Content-Type"))
            request.headers.set("Content-Type", "application/json");
        if (!token.empty())
            request.headers.set("Authorization", "Bearer " + token);
        return through(router_, std::move(request));
    }
    http::response get(std::string const& path, std::string const& token = {})
    {
        return send(http::method::get, path, token);
    }
    // Publishes and gives the answer, which must be 201.
    json::document publish(person const& who, std::string const& body)
    {
        auto const made = send(http::method::post, api + "/highlights", who.token, body);
        CAPTURE(made.body);
        REQUIRE(made.status == 201);
        CHECK(fits(made, "highlight_own"));
        return json::document::parse(made.body).value();
    }

    bool fits(http::response const& answer, std::string const& schema)
    {
        auto const valid =
            json::validate(answer.body, source_tree() / "schemas" / "api" / (schema + ".json"));
        INFO(answer.body);
        CHECK(valid);
        return valid.has_value();
    }

    std::string text(std::string const& sql)
    {
        std::string out;
        base.in_transaction([&](db::transaction& tx) { out = tx.exec1(sql)[0].c_str(); });
        return out;
    }
    std::int64_t count(std::string const& from) { return std::stoll(text("SELECT count(*) FROM " + from)); }

    inline static std::string const api = "/api/federwerk/v1";
    test_database base;
    temporary_folder folder;
    core::settings settings{.domain = "a.test", .data = folder.path()};
    domain::uris uris{"https://a.test", "a.test"};
    core::secrets secrets = core::secrets::for_tests();
    core::worker_pool workers{2, 256};
    scripted_client world;
    remote::key_ring keys{secrets, base.pool(), workers};
    remote::resolver remote{settings, uris, keys, base.pool(), workers, world};
    outbox::post_office post{settings, uris, keys, base.pool(), workers, world};
    app::instance in{settings, uris, secrets, base.pool(), workers, keys, remote, post};

private:
    http::router router_;
};

inline std::string text_of(json::view v)
{
    return std::string(v.text().value_or("(absent)"));
}

} // namespace federwerk::tests
