// SPDX-License-Identifier: AGPL-3.0-or-later
#include "db/tombstones.hpp"
#include "federation/delivery/follower_digest.hpp"
#include "reading_room.hpp"

#include <catch2/catch.hpp>

using namespace federwerk;
using namespace federwerk::tests;

TEST_CASE("a member, a badge and what is on them fit their schemas", "[server][activitypub]")
{
    reading_room room;
    auto const alice = room.member("alice");
    auto const rust = room.badge("federwerk-test");
    room.base.commit([&](db::transaction& tx) { db::wear(tx, alice.id, {rust.id}).value(); });
    room.highlight(alice, domain::visibility::public_, {rust});
    auto const actor = room.at(alice.uri);
    CHECK(actor.status == 200);
    CHECK(actor.headers.get("Content-Type") == "application/activity+json");
    CHECK(actor.headers.get("Vary") == "Accept, Signature");
    CHECK(why_not(actor, "person.json") == "");
    CHECK(why_not(room.at(rust.uri), "badge.json") == "");
    CHECK(why_not(room.at(alice.uri + "/outbox"), "ordered_collection.json") == "");
    CHECK(why_not(room.at(alice.uri + "/outbox?page=true"), "ordered_collection_page.json") == "");
    CHECK(why_not(room.at(rust.uri + "/outbox"), "ordered_collection.json") == "");
    CHECK(why_not(room.at(rust.uri + "/outbox?page=true"), "ordered_collection_page.json") == "");
    CHECK(why_not(room.at(alice.uri + "/featured"), "ordered_collection.json") == "");
    CHECK(why_not(room.at(alice.uri + "/tags"), "collection.json") == "");
    CHECK(why_not(room.at(alice.uri + "/badges"), "ordered_collection.json") == "");
    CHECK(why_not(room.at(alice.uri + "/followers"), "ordered_collection.json") == "");
    CHECK(why_not(room.at(alice.uri + "/following"), "ordered_collection.json") == "");
    CHECK(why_not(room.at(rust.uri + "/followers"), "ordered_collection.json") == "");
    CHECK(room.at(alice.uri + "/badges").body.find(rust.uri) != std::string::npos);
}

TEST_CASE("who is told of a change and looks again sees it, however lately they looked",
          "[server][activitypub]")
{
    reading_room room;
    auto const alice = room.member("alice");
    auto const rust = room.badge("federwerk-test");
    CHECK(room.at(alice.uri).body.find(rust.uri) == std::string::npos);
    room.base.commit([&](db::transaction& tx) { db::wear(tx, alice.id, {rust.id}).value(); });
    room.changed();
    CHECK(room.at(alice.uri).body.find(rust.uri) != std::string::npos);
}

TEST_CASE("an actor's keys are made when they are first asked for, and stored", "[server][activitypub]")
{
    reading_room room;
    auto const alice = room.member("alice");
    auto const document = parsed(room.at(alice.uri));
    auto const key = document.root()["publicKey"];
    CHECK(key["id"].text() == alice.uri + "#main-key");
    CHECK(document.root()["assertionMethod"].at(0)["publicKeyMultibase"].text()->starts_with("z6Mk"));
    room.base.commit(
        [&](db::transaction& tx) { CHECK(db::public_keys_of(tx, alice.id).value().size() == 2); });
}

TEST_CASE("the instance's actor is read whole by everybody, and found by WebFinger", "[server][activitypub]")
{
    reading_room room(true);
    room.base.commit([&](db::transaction& tx) {
        domain::actor a{.id = db::next_id(tx).value(), .uri = room.uris.instance_actor(), .local = true};
        a.kind = domain::actor_kind::application;
        a.username = "instance.actor";
        a.host = "a.test";
        a.inbox = room.uris.inbox(a.uri);
        a.published = a.updated_at = core::now();
        db::insert_actor(tx, a).value();
    });
    CHECK(why_not(room.get({.path = "/ap/actor"}), "application.json") == "");
    CHECK(why_not(room.get({.path = "/ap/actor/outbox", .signature = room.uris.instance_actor()}),
                  "ordered_collection.json") == "");
    for (auto const resource : {"https://a.test/", "https://a.test", "acct:a.test@a.test",
                                "acct:instance.actor@a.test", "https://a.test/ap/actor"}) {
        CAPTURE(resource);
        auto const answer = room.get({.path = "/.well-known/webfinger?resource=" + std::string(resource)});
        CHECK(answer.status == 200);
        CHECK(why_not(answer, "webfinger.json") == "");
        CHECK(answer.body.find("activitystreams#Service") != std::string::npos);
    }
}

TEST_CASE("quirks 18 and 30: an id answers servers itself and leads browsers to the page", "[server][quirk]")
{
    reading_room room;
    auto const alice = room.member("alice");
    auto const path = alice.uri.substr(room.uris.base().size());
    auto const accept =
        GENERATE(as<std::string>{}, "application/activity+json", "application/ld+json", "*/*", "",
                 "application/ld+json; profile=\"https://www.w3.org/ns/activitystreams\", "
                 "application/activity+json;q=0.9",
                 "application/json");
    CAPTURE(accept);
    CHECK(room.get({.path = path, .accept = accept}).status == 200);
    auto const page = room.get({.path = path, .accept = "text/html,application/xhtml+xml,*/*;q=0.8"});
    CHECK(page.status == 302);
    CHECK(page.headers.get("Location") == "https://a.test/@alice");
    CHECK(page.headers.get("Vary") == "Accept, Signature");
}

TEST_CASE("quirk 17: the content type is never plain JSON", "[server][quirk]")
{
    reading_room room;
    auto const alice = room.member("alice");
    auto const answer =
        room.get({.path = alice.uri.substr(room.uris.base().size()), .accept = "application/json"});
    CHECK(answer.headers.get("Content-Type") == "application/activity+json");
}

TEST_CASE("quirk 28: who has the bytes already gets 304", "[server][quirk]")
{
    reading_room room;
    auto const alice = room.member("alice");
    auto const path = alice.uri.substr(room.uris.base().size());
    auto const tag = std::string(*room.get({.path = path}).headers.get("ETag"));
    auto const again = room.get({.path = path, .etag = "\"x\", W/" + tag});
    CHECK(again.status == 304);
    CHECK(again.body.empty());
    CHECK(room.get({.path = path, .etag = "\"x\""}).status == 200);
}

TEST_CASE("quirk 13: a deleted actor is 410 with a tombstone, an unknown one 404", "[server][quirk]")
{
    reading_room room;
    auto const alice = room.member("alice");
    room.base.commit([&](db::transaction& tx) {
        db::update_actor_state(tx, alice.id, domain::actor_state::gone).value();
        db::insert_tombstone(
            tx, {.uri = alice.uri, .local = true, .former_type = "Person", .deleted_at = core::now()})
            .value();
    });
    auto const gone = room.at(alice.uri);
    CHECK(gone.status == 410);
    CHECK(why_not(gone, "tombstone.json") == "");
    CHECK(room.at(alice.uri + "/outbox").status == 410);
    CHECK(room.at("https://a.test/ap/actors/1").status == 404);
    CHECK(room.at("https://a.test/ap/actors/x").status == 404);
}

TEST_CASE("a remote actor is not served, nor a member as a badge", "[server][activitypub]")
{
    reading_room room;
    auto const bo = room.stranger("https://b.test/u/bo");
    auto const alice = room.member("alice");
    CHECK(room.at("https://a.test/ap/actors/" + bo.id.text()).status == 404);
    CHECK(room.at("https://a.test/ap/badges/" + alice.id.text()).status == 404);
}

TEST_CASE("quirk 10: under authorized fetch the unsigned see a stub, the signed everything",
          "[server][quirk]")
{
    reading_room room(true);
    auto const alice = room.member("alice");
    auto const bo = room.stranger("https://b.test/u/bo");
    CHECK(why_not(room.at(alice.uri), "stub.json") == "");
    CHECK(why_not(room.at(alice.uri, "broken"), "stub.json") == "");
    auto const full = room.at(alice.uri, bo.uri);
    CHECK(why_not(full, "person.json") == "");
    CHECK(full.headers.get("Cache-Control") == "private, no-cache");
    CHECK(room.at(alice.uri + "/outbox").status == 401);
    CHECK(room.at(alice.uri + "/outbox", bo.uri).status == 200);
    auto const h = room.highlight(alice, domain::visibility::public_);
    CHECK(room.at(h.uri).status == 401);
    CHECK(room.at(h.uri, "broken").status == 401);
    CHECK(room.at(h.uri, bo.uri).status == 200);
}

TEST_CASE("followers are counted, and listed only where the member shows them", "[server][activitypub]")
{
    reading_room room;
    auto const alice = room.member("alice");
    auto const bo = room.stranger("https://b.test/u/bo");
    room.execute("INSERT INTO follow (uri, follower_id, followed_id, state) VALUES ('https://b.test/f/1', " +
                 bo.id.text() + ", " + alice.id.text() + ", 'accepted')");
    auto const hidden = parsed(room.at(alice.uri + "/followers"));
    CHECK(hidden.root()["totalItems"].integer() == 1);
    CHECK_FALSE(hidden.root()["first"].present());
    CHECK(room.at(alice.uri + "/followers?page=true").status == 404);
    room.execute("UPDATE member SET shows_follows = true");
    CHECK(parsed(room.at(alice.uri + "/followers")).root()["first"].present());
    CHECK(parsed(room.at(alice.uri + "/followers?page=true")).root()["orderedItems"].write() ==
          "[\"https://b.test/u/bo\"]");
}

TEST_CASE("FEP-8fcf: only the signer's own people are listed, and only to who signs", "[server][activitypub]")
{
    reading_room room;
    auto const alice = room.member("alice");
    for (auto const uri : {"https://b.test/u/bo", "https://c.test/u/kim"}) {
        auto const who = room.stranger(uri);
        room.execute("INSERT INTO follow (uri, follower_id, followed_id, state) VALUES ('" +
                     std::string(uri) + "/f', " + who.id.text() + ", " + alice.id.text() + ", 'accepted')");
    }
    auto const url = delivery::synchronization_url(alice.followers.value()); // What the header says
    CHECK(room.at(url).status == 401);
    CHECK(room.at(url, "broken").status == 401);
    CHECK(why_not(room.at(url, "https://b.test/u/bo"), "ordered_collection.json") == "");
    CHECK(parsed(room.at(url, "https://b.test/u/bo")).root()["orderedItems"].write() ==
          "[\"https://b.test/u/bo\"]");
    CHECK(parsed(room.at(url, "https://b.test/u/bo")).root()["id"].text() == url);
}

TEST_CASE("the context is served", "[server][activitypub]")
{
    reading_room room;
    auto const answer = room.get({.path = "/ns/v1"});
    CHECK(answer.headers.get("Content-Type") == "application/ld+json");
    CHECK(answer.body == read_file(source_tree() / "schemas/contexts/federwerk.jsonld"));
}
