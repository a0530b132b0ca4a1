// SPDX-License-Identifier: AGPL-3.0-or-later
// Following by our own API: from the handle to the Follow that waits for its delivery.
#include "api/federwerk/follows.hpp"
#include "app/block_domain.hpp"
#include "outbox/post_office.hpp"
#include "support/inbox_world.hpp"
#include "support/source_tree.hpp"
#include "json/schema.hpp"

using namespace federwerk;
using tests::inbox_world;

namespace {

struct api_world : inbox_world {
    api_world() { bo.live_in(world); }

    // As the guard would call it, for alice.
    result<http::response> call(http::method method, std::string const& pattern, std::string body = {},
                                std::string id = {})
    {
        return call_as(alice, method, pattern, std::move(body), std::move(id));
    }
    result<http::response> call_as(domain::actor const& who, http::method method, std::string const& pattern,
                                   std::string body = {}, std::string id = {})
    {
        http::request request{.method = method, .body = std::move(body)};
        request.headers.set("Content-Type", "application/json");
        request.parameters["id"] = std::move(id);
        for (auto const& route : routes)
            if (route.method == method && route.pattern == "/api/federwerk/v1" + pattern)
                return run(route.handle({request, api::viewer{who, domain::member_role::member}}));
        throw std::runtime_error("no route " + pattern);
    }
    std::string member(std::string const& body, std::string const& name)
    {
        auto const document = json::document::parse(body);
        return std::string(document->root()[name].text().value_or(""));
    }

    outbox::post_office post{settings, uris, keys, base.pool(), workers, world};
    app::instance in{settings, uris, secrets, base.pool(), workers, keys, remote, post};
    std::vector<api::api_route> routes = api::follow_routes(in);
};

} // namespace

TEST_CASE("Following a handle makes the row and its Follow in one transaction; twice is once",
          "[api][follows]")
{
    api_world w;
    auto const first = w.call(http::method::post, "/follows", R"({"target":"@bo@b.test"})");
    REQUIRE(first);
    CHECK(first->status == 201);
    CHECK(json::validate(first->body, tests::source_tree() / "schemas/api/follow.json"));
    CHECK(w.member(first->body, "state") == "requested");
    CHECK(w.count("activity WHERE type = 'Follow'") == 1);
    CHECK(w.count("delivery") == 1);
    auto const second = w.call(http::method::post, "/follows", R"({"target":"https://b.test/u/bo"})");
    REQUIRE(second);
    CHECK(w.member(second->body, "id") == w.member(first->body, "id"));
    CHECK(w.count("activity WHERE type = 'Follow'") == 1);

    auto const list = w.call(http::method::get, "/follows");
    REQUIRE(list);
    CHECK(json::validate(list->body, tests::source_tree() / "schemas/api/follows.json"));
    auto const id = w.member(first->body, "id");
    CHECK(w.call(http::method::delete_, "/follows/{id}", {}, id)->status == 204);
    CHECK(w.count("activity WHERE type = 'Undo'") == 1);
    CHECK(w.count("follow") == 0);
    CHECK(w.call(http::method::delete_, "/follows/{id}", {}, id).error().code == errc::not_found);
}

TEST_CASE("A member here is followed at once, or asked where they approve followers", "[api][follows]")
{
    api_world w;
    domain::actor carol;
    w.base.commit([&](db::transaction& tx) { carol = tests::add_member(tx, "carol"); });
    auto const asks = GENERATE(false, true);
    if (asks)
        w.sql("UPDATE actor SET approves_followers = true WHERE username = 'carol'");
    auto const made = w.call(http::method::post, "/follows", R"({"target":"carol@a.test"})");
    REQUIRE(made);
    CHECK(w.member(made->body, "state") == (asks ? "requested" : "accepted"));
    CHECK(w.count("delivery") == 0);
    auto const id = w.member(made->body, "id");
    auto const answer = w.call_as(carol, http::method::post, "/follow_requests/{id}/accept", {}, id);
    CHECK(answer.has_value() == asks);
    CHECK(w.text("SELECT state FROM follow") == "accepted");
}

TEST_CASE("A follow request from elsewhere is answered once, by the one who was asked", "[api][follows]")
{
    api_world w;
    domain::actor carol;
    w.base.commit([&](db::transaction& tx) { carol = tests::add_member(tx, "carol"); });
    w.sql("UPDATE actor SET approves_followers = true WHERE username = 'alice'");
    w.take(w.bo.post(w.bo.says("https://b.test/f/1", "Follow", '"' + w.alice.uri + '"')));
    auto const list = w.call(http::method::get, "/follow_requests");
    REQUIRE(list);
    CHECK(json::validate(list->body, tests::source_tree() / "schemas/api/follows.json"));
    auto const id = w.text("SELECT id FROM follow");
    auto const how = GENERATE("accept", "reject");
    auto const pattern = std::string("/follow_requests/{id}/") + how;
    CHECK(w.call_as(carol, http::method::post, pattern, {}, id).error().code == errc::not_found);
    CHECK(w.call(http::method::post, pattern, {}, id)->status == 204);
    CHECK(w.call(http::method::post, pattern, {}, id).error().code == errc::not_found);
    CHECK(w.count("activity WHERE body LIKE '%https://b.test/f/1%'") == 1);
}

TEST_CASE("Whom nobody knows, oneself and a suspended domain cannot be followed", "[api][follows]")
{
    api_world w;
    w.base.commit([&](db::transaction& tx) { REQUIRE(app::block_domain(tx, {"Evil.TEST", {}, ""})); });
    w.sql("UPDATE domain_block SET severity = 'suspend'");
    tests::remote_person const eve("eve", "x.evil.test");
    eve.live_in(w.world);
    auto const target = GENERATE("nobody@b.test", "alice@a.test", "eve@x.evil.test",
                                 "https://x.evil.test/u/eve", "no handle", "");
    INFO(target);
    auto const answer =
        w.call(http::method::post, "/follows", std::string(R"({"target":")") + target + "\"}");
    CHECK(answer.error().code == errc::invalid);
    CHECK(answer.error().details.at(0).field == "target");
    CHECK(w.world.count("evil.test") == 0);
}

TEST_CASE("A suspension ends the follows from and to that domain and below it", "[app][domain_blocks]")
{
    api_world w;
    w.alice_follows(w.bo);
    tests::remote_person const cy("cy", "c.test");
    cy.live_in(w.world);
    w.alice_follows(cy);
    w.sql("INSERT INTO peer (origin) VALUES ('https://b.test'), ('https://x.b.test:8443'), "
          "('https://notb.test')");
    w.sql("INSERT INTO delivery (peer_id, activity_id, inbox_id, lane, expires_at) SELECT id, 1, 1, 0, now() "
          "FROM peer");
    w.base.commit([&](db::transaction& tx) {
        REQUIRE(app::block_domain(tx, {"b.test", db::block_severity::silence, ""}));
    });
    CHECK(w.count("follow") == 2);
    CHECK(w.count("delivery") == 3);
    w.base.commit([&](db::transaction& tx) {
        REQUIRE(app::block_domain(tx, {"b.test", db::block_severity::suspend, ""}));
    });
    CHECK(w.count("follow") == 1);
    CHECK(w.text("SELECT string_agg(origin, ' ') FROM delivery JOIN peer ON id = peer_id") ==
          "https://notb.test");
    w.base.commit([&](db::transaction& tx) {
        CHECK(app::block_domain(tx, {"not a domain", db::block_severity::suspend, ""}).error().code ==
              errc::invalid);
    });
}
