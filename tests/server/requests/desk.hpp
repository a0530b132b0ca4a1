// SPDX-License-Identifier: AGPL-3.0-or-later
// The doors of requests and threads on a.test, as the guard would call them for a member.
#pragma once

#include "api/federwerk/requests.hpp"
#include "api/federwerk/threads.hpp"
#include "api/idempotency.hpp"
#include "app/requests/expire_requests.hpp"
#include "outbox/post_office.hpp"
#include "support/inbox_world.hpp"
#include "support/request_scene.hpp"
#include "support/source_tree.hpp"
#include "json/schema.hpp"

namespace federwerk::tests {

struct requests_desk : inbox_world {
    requests_desk()
    {
        base.commit([&](db::transaction& tx) { carol = add_member(tx, "carol"); });
        for (auto& route : api::thread_routes(in))
            routes.push_back(std::move(route));
    }

    struct wish {
        http::method method = http::method::get;
        std::string pattern, body{}, id{}, query{};
    };
    result<http::response> call(domain::actor const& by, wish w)
    {
        http::request request{.method = w.method, .query = w.query, .body = std::move(w.body)};
        request.headers.set("Content-Type", "application/json");
        request.parameters["id"] = w.id;
        for (auto const& route : routes)
            if (route.method == w.method && route.pattern == "/api/federwerk/v1" + w.pattern)
                return run(route.handle({request, api::viewer{by, domain::member_role::member}}));
        throw std::runtime_error("no route " + w.pattern);
    }
    result<http::response> post(domain::actor const& by, std::string pattern, std::string body = {},
                                std::string id = {})
    {
        return call(by, {http::method::post, std::move(pattern), std::move(body), std::move(id)});
    }
    result<http::response> get(domain::actor const& by, std::string pattern, std::string id = {},
                               std::string query = {})
    {
        return call(by, {http::method::get, std::move(pattern), {}, std::move(id), std::move(query)});
    }

    domain::opening opening_of(domain::actor const& owner, opening_wish const& how = {})
    {
        domain::opening made;
        base.commit([&](db::transaction& tx) { made = add_opening(tx, owner, how); });
        return made;
    }
    domain::actor person(std::string const& handle)
    {
        domain::actor made;
        base.commit([&](db::transaction& tx) { made = add_member(tx, handle); });
        return made;
    }
    // With an Idempotency-Key: whether the act itself keeps its answer, in its own transaction.
    bool keeps_answer(domain::actor const& by, std::string const& pattern, std::string body = {},
                      std::string const& id = {})
    {
        auto const before = count("idempotency");
        api::receipt once(secrets, {by.id, std::to_string(before), "request"});
        http::request request{.method = http::method::post, .body = std::move(body)};
        request.headers.set("Content-Type", "application/json");
        request.parameters["id"] = id;
        for (auto const& route : routes)
            if (route.method == http::method::post && route.pattern == "/api/federwerk/v1" + pattern)
                REQUIRE(run(route.handle({request, api::viewer{by, domain::member_role::member}, &once})));
        return once.written() && count("idempotency") == before + 1;
    }
    static std::string asking(domain::opening const& o, std::string const& more = {})
    {
        return R"({"opening":")" + o.id.text() + R"(","message":"I can help")" + more + "}";
    }
    // Sent, answered with 201, as the schema says. Gives its id.
    std::string ask(domain::actor const& by, domain::opening const& o, std::string const& more = {})
    {
        auto const body = asking(o, more);
        CHECK(fits(body, "request_request"));
        auto const made = post(by, "/requests", body);
        REQUIRE(made);
        CHECK(made->status == 201);
        CHECK(fits(made->body, "request"));
        return member_of(made->body, "id");
    }
    // The step is taken, and the answer is the request as it is then.
    std::string step(domain::actor const& by, std::string const& id, std::string const& what)
    {
        auto const done = post(by, "/requests/{id}/" + what, {}, id);
        REQUIRE(done);
        CHECK(done->status == 200);
        CHECK(fits(done->body, "request"));
        return member_of(done->body, "state");
    }
    std::string state(domain::actor const& by, std::string const& id)
    {
        return member_of(get(by, "/requests/{id}", id)->body, "state");
    }

    static bool fits(std::string const& body, std::string const& schema)
    {
        auto const valid = json::validate(body, source_tree() / "schemas/api" / (schema + ".json"));
        INFO(body);
        CHECK(valid);
        return valid.has_value();
    }
    static std::string member_of(std::string const& body, std::string const& name)
    {
        auto const document = json::document::parse(body);
        return std::string(document->root()[name].text().value_or(""));
    }
    static std::size_t items(result<http::response> const& answer)
    {
        REQUIRE(answer);
        return json::document::parse(answer->body)->root()["items"].size();
    }

    outbox::post_office post_office{settings, uris, keys, base.pool(), workers, world};
    app::instance in{settings, uris, secrets, base.pool(), workers, keys, remote, post_office};
    std::vector<api::api_route> routes = api::request_routes(in);
    domain::actor carol;
};

} // namespace federwerk::tests
