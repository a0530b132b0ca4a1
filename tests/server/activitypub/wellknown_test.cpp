// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/wait_until.hpp"
#include "reading_room.hpp"

#include <catch2/catch.hpp>

#include <chrono>

using namespace federwerk;
using namespace federwerk::tests;

namespace {

std::string const path = "/.well-known/webfinger?resource=";

} // namespace

TEST_CASE("WebFinger finds a member by every form of the name", "[server][webfinger]")
{
    reading_room room;
    auto const alice = room.member("alice");
    for (auto const& resource :
         {std::string("acct:alice@a.test"), std::string("acct%3AALICE%40A.test"), std::string("alice@a.test"),
          std::string("https://a.test/@alice"), alice.uri}) {
        CAPTURE(resource);
        auto const answer = room.get({.path = path + resource});
        CHECK(answer.status == 200);
        CHECK(answer.headers.get("Content-Type") == "application/jrd+json");
        CHECK(answer.headers.get("Access-Control-Allow-Origin") == "*");
        CHECK(why_not(answer, "webfinger.json") == "");
        CHECK(parsed(answer).root()["subject"].text() == "acct:alice@a.test");
    }
}

TEST_CASE("WebFinger finds a badge by its handle and its page", "[server][webfinger]")
{
    reading_room room;
    auto const rust = room.badge("federwerk-test");
    for (auto const resource : {"acct:badge.federwerk-test@a.test", "https://a.test/badges/federwerk-test"}) {
        auto const answer = parsed(room.get({.path = path + std::string(resource)}));
        CHECK(answer.root()["links"].at(0)["href"].text() == rust.uri);
    }
}

TEST_CASE("WebFinger answers 400, 404 and 410", "[server][webfinger]")
{
    reading_room room;
    auto const alice = room.member("alice");
    CHECK(room.get({.path = "/.well-known/webfinger"}).status == 400);
    CHECK(room.get({.path = path + "nonsense"}).status == 400);
    CHECK(room.get({.path = path + "acct:bo@a.test"}).status == 404);
    CHECK(room.get({.path = path + "acct:alice@b.test"}).status == 404);
    CHECK(room.get({.path = path + "https://b.test/@alice"}).status == 404);
    CHECK(room.get({.path = path + "https://a.test.evil.test/@alice"}).status == 404);
    room.base.commit([&](db::transaction& tx) {
        db::update_actor_state(tx, alice.id, domain::actor_state::gone).value();
    });
    CHECK(room.get({.path = path + "acct:alice@a.test"}).status == 410);
}

TEST_CASE("What WebFinger remembers, it forgets within a second or two", "[server][webfinger]")
{
    reading_room room;
    auto const alice = room.member("alice");
    CHECK(room.get({.path = path + "acct:alice@a.test"}).status == 200);
    CHECK(parsed(room.get({.path = path + "acct:alice@a.test&rel=x"})).root()["links"].size() == 0);
    CHECK(room.get({.path = path + "acct:alice@a.test"}).status == 200);
    room.base.commit([&](db::transaction& tx) {
        db::update_actor_state(tx, alice.id, domain::actor_state::gone).value();
    });
    CHECK(core::wait_until([&] { return room.get({.path = path + "acct:alice@a.test"}).status == 410; },
                           std::chrono::seconds(20)));
}

TEST_CASE("repeated rel filters the links", "[server][webfinger]")
{
    reading_room room;
    room.member("alice");
    auto const answer = parsed(room.get({.path = path + "acct:alice@a.test&rel=self&rel=x"}));
    CHECK(answer.root()["links"].size() == 2);
}

TEST_CASE("NodeInfo counts members and highlights, host-meta and the links lead on", "[server][nodeinfo]")
{
    reading_room room;
    auto const alice = room.member("alice");
    room.highlight(alice, domain::visibility::public_);
    auto const info = room.get({.path = "/nodeinfo/2.1"});
    CHECK(why_not(info, "nodeinfo_2.1.json") == "");
    CHECK(parsed(info).root()["usage"]["users"]["activeMonth"].integer() == 1);
    CHECK(parsed(info).root()["usage"]["localPosts"].integer() == 1);
    CHECK(why_not(room.get({.path = "/nodeinfo/2.0"}), "nodeinfo_2.0.json") == "");
    CHECK(why_not(room.get({.path = "/.well-known/nodeinfo"}), "nodeinfo_links.json") == "");
    CHECK(room.get({.path = "/.well-known/host-meta"}).headers.get("Content-Type") == "application/xrd+xml");
}
