// SPDX-License-Identifier: AGPL-3.0-or-later
// The instance a.test with its organisations, DNS and files of domains as a test says them.
#pragma once

#include "../openings/scene.hpp"
#include "api/activitypub/routes.hpp"
#include "api/federwerk/organisations.hpp"
#include "api/wellknown/routes.hpp"
#include "net/txt_records.hpp"
#include "remote/domain_prover.hpp"
#include "support/through_routes.hpp"

#include <map>

namespace federwerk::tests {

struct firm_world : scene {
    firm_world()
    {
        in.proofs = &proofs;
        doors.add(api::guard(in, api::organisation_routes(in)));
        doors.add(api::activitypub_routes(
            in, [](http::request const&) -> boost::asio::awaitable<result<std::optional<domain::actor>>> {
                co_return std::optional<domain::actor>();
            }));
        doors.add(api::wellknown_routes(in));
    }
    http::response ask(http::method method, std::string const& path, person const* who = nullptr,
                       std::string body = {})
    {
        http::request request{.method = method, .target = path, .headers = {}, .body = std::move(body)};
        request.headers.set("Content-Type", "application/json");
        request.headers.set("Accept", "application/activity+json");
        if (who != nullptr)
            request.headers.set("Authorization", "Bearer " + who->token);
        return through(doors, std::move(request));
    }
    template <class T>
    T run(boost::asio::awaitable<T> task)
    {
        boost::asio::io_context loop;
        auto answer = boost::asio::co_spawn(loop, std::move(task), boost::asio::use_future);
        loop.run();
        return answer.get();
    }
    // Begun by alice; its id.
    std::string begin(std::string const& handle = "acme", std::string const& domain = "x.org")
    {
        auto const made = ask(http::method::post, all, &alice,
                              R"({"handle":")" + handle + R"(","name":"Acme","domain":")" + domain + "\"}");
        INFO(made.body);
        REQUIRE(made.status == 201);
        CHECK(fits(made, "organisation"));
        return text_of(json::document::parse(made.body)->root()["id"]);
    }
    http::response prove(std::string const& id)
    {
        return ask(http::method::post, all + "/" + id + "/proof", &alice);
    }
    std::string content(std::string const& id)
    {
        auto const seen = ask(http::method::get, all + "/" + id, &alice);
        return text_of(json::document::parse(seen.body)->root()["proof"]["file"]["content"]);
    }
    std::string state_of(http::response const& answer)
    {
        CHECK(fits(answer, "organisation"));
        return text_of(json::document::parse(answer.body)->root()["state"]);
    }
    // Begun and proven by file.
    std::string proven(std::string const& handle = "acme", std::string const& domain = "x.org")
    {
        auto const id = begin(handle, domain);
        world.serve(domain::proof_file(domain), content(id), "text/plain");
        REQUIRE(state_of(prove(id)) == "verified");
        return id;
    }

    // "Call" made for it; its id.
    std::string called(std::string const& handle = "acme")
    {
        return made_id("/calls", call(R"(,"organisation":")" + handle + "\""));
    }
    // Somebody on b.test follows it.
    domain::actor followed(std::string const& id)
    {
        auto const who = remote_actor("https://b.test/u/fan");
        follow(who.id, core::snowflake::parse(id).value());
        return who;
    }
    // What went out last, of that type.
    json::document said(std::string const& type)
    {
        auto const body = text("SELECT coalesce((SELECT body FROM activity WHERE type = '" + type +
                               "' ORDER BY id DESC LIMIT 1), '{}')");
        return json::document::parse(body).value();
    }

    inline static std::string const all = api + "/organisations";
    std::map<std::string, std::vector<std::string>> records;
    std::string dns; // ADDRESS:PORT of a server that is asked instead of the records
    remote::domain_prover proofs{uris, world, workers, base.pool(),
                                 [this](std::string const& name) -> result<std::vector<std::string>> {
                                     return dns.empty() ? records[name] : net::txt_records(name, dns);
                                 }};
    http::router doors;
};

} // namespace federwerk::tests
