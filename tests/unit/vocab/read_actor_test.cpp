// SPDX-License-Identifier: AGPL-3.0-or-later
#include "federation/vocab/incoming.hpp"
#include "unit/vocab/letters.hpp"

#include <catch2/catch.hpp>

using namespace federwerk;
using namespace federwerk::vocab;
using tests::letter;
using tests::parsed;

TEST_CASE("an actor of Mastodon is read with all that we show", "[vocab][actor]")
{
    auto const document = letter("mastodon/actor");
    auto const actor = read_actor(document.root());
    REQUIRE(actor.has_value());
    CHECK(actor->preferred_username == "bo");
    CHECK(actor->name == "Bo Ek");
    CHECK(actor->shared_inbox == "https://mastodon.example/inbox");
    CHECK(actor->followers == "https://mastodon.example/users/bo/followers");
    CHECK(actor->icon_url == "https://files.mastodon.example/bo.jpg");
    CHECK(actor->also_known_as == std::vector<std::string>{"https://old.example/users/bo"});
    CHECK(actor->approves_followers);
    CHECK(actor->discoverable);
    CHECK_FALSE(actor->indexable);
    REQUIRE(actor->keys.size() == 1);
    CHECK(actor->keys[0].owner == actor->id);
    REQUIRE(actor->fields.size() == 1);
    CHECK(actor->fields[0].first == "Site");
}

TEST_CASE("FEP-5feb: an actor that says nothing of indexable is not indexed", "[vocab][actor]")
{
    auto const document = letter("misskey/actor");
    CHECK_FALSE(read_actor(document.root())->indexable);
}

TEST_CASE("quirk 9: the stub at GoToSocial's key is read with its key and without an inbox", "[vocab][quirk]")
{
    auto const document = letter("gotosocial/key_stub");
    auto const actor = read_actor(document.root());
    REQUIRE(actor.has_value());
    CHECK(actor->inbox.empty());
    REQUIRE(actor->keys.size() == 1);
    CHECK(actor->keys[0].id == "https://gts.example/users/kim/main-key");
    CHECK(actor->keys[0].owner == actor->id);
}

TEST_CASE("quirk 24: keys, fields, icons and addresses of actors come in every shape", "[vocab][quirk]")
{
    auto const document = letter("fep-fb2a/actor");
    auto const actor = read_actor(document.root());
    REQUIRE(actor.has_value());
    CHECK(actor->type == "Person");
    CHECK(actor->webfinger == "renamed@mitra.example");
    CHECK(actor->keys.size() == 2);
    CHECK(actor->keys[1].owner == actor->id);
    CHECK(actor->icon_url == "https://mitra.example/media/1.png");
    CHECK(actor->url == "https://mitra.example/@ren");
    REQUIRE(actor->fields.size() == 2);
    CHECK(actor->fields[1].second == "https://ren.example");
}

TEST_CASE("quirk 27: an actor without an outbox is read", "[vocab][quirk]")
{
    auto const document = parsed(
        R"({"id":"https://b.test/u","type":"Service","inbox":"https://b.test/u/inbox","preferredUsername":"u"})");
    auto const actor = read_actor(document.root());
    REQUIRE(actor.has_value());
    CHECK_FALSE(actor->outbox);
    CHECK(actor->keys.empty());
}

TEST_CASE("a Group of Lemmy is an actor", "[vocab][actor]")
{
    auto const document = letter("lemmy/group");
    auto const actor = read_actor(document.root());
    REQUIRE(actor.has_value());
    CHECK(actor->type == "Group");
    CHECK(actor->published);
}

TEST_CASE("what is no actor is refused", "[vocab][actor]")
{
    auto const text =
        GENERATE(as<std::string>{}, R"({"id":"https://b.test/1","type":"Note"})", R"({"type":"Person"})",
                 R"({"id":"https://b.test/1"})", R"("https://b.test/1")");
    auto const document = parsed(text);
    CHECK_FALSE(read_actor(document.root()).has_value());
}

TEST_CASE("a bare key names its owner as owner or controller", "[vocab][key]")
{
    auto const name = GENERATE(as<std::string>{}, "owner", "controller");
    auto const document =
        parsed(R"({"id":"https://b.test/key","publicKeyPem":"-----BEGIN","OWNER":"https://b.test/u"})");
    auto const wrong = read_key(document.root());
    CHECK_FALSE(wrong.has_value());
    auto const good = parsed(R"({"id":"https://b.test/key","publicKeyPem":"-----BEGIN",")" + name +
                             R"(":"https://b.test/u"})");
    CHECK(read_key(good.root())->owner == "https://b.test/u");
}
